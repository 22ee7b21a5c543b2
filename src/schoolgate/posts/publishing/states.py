"""Where deliveries and copies can stand, in groups that the rest asks for."""

from schoolgate.posts.models import Copy, Delivery

ON_ITS_WAY = (Delivery.State.CLAIMED, Delivery.State.ASKED, Delivery.State.UNKNOWN)
"""It may be public at any moment."""

MAY_BE_PUBLIC = (*ON_ITS_WAY, Delivery.State.UP)
"""What a withdrawal must reach."""

NOT_PUBLIC = (Delivery.State.NOT_SENT, Delivery.State.DOWN)

NOT_GONE = (Copy.State.LIVE, Copy.State.GOING, Copy.State.STILL_THERE)
