from schoolgate.posts.models.deciding import Approval, Hand, JudgementAnswer, Proposal, Release, Return
from schoolgate.posts.models.notices import NoticeTemplate
from schoolgate.posts.models.own_looks import OwnLook
from schoolgate.posts.models.posts import Post, PostPicture, PostTarget
from schoolgate.posts.models.publishing import Copy, Delivery, DeliveryAttempt, Look, Recall, Stop, TakeDown
from schoolgate.posts.models.readers import Reader

__all__ = [
    "Approval",
    "Copy",
    "Delivery",
    "DeliveryAttempt",
    "Hand",
    "JudgementAnswer",
    "Look",
    "NoticeTemplate",
    "OwnLook",
    "Post",
    "PostPicture",
    "PostTarget",
    "Proposal",
    "Reader",
    "Recall",
    "Release",
    "Return",
    "Stop",
    "TakeDown",
]
