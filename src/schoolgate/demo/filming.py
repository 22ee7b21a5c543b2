"""A short video in the story: drawn here, sent by a teacher, looked through, and waiting for approval."""

import io
import tempfile
from datetime import datetime, timedelta

from PIL import Image

from schoolgate.clockwork import follow_ups
from schoolgate.demo.drawing import Scene, draw
from schoolgate.demo.loading import Stage
from schoolgate.demo.posting import answer, as_part
from schoolgate.media.video.asking import films_are_taken
from schoolgate.policies.queries import current_policy
from schoolgate.posts.actions.deciding import submit_post
from schoolgate.posts.actions.drafting import draft_post
from schoolgate.posts.actions.picturing import PictureSaid, add_pictures, describe_pictures
from schoolgate.posts.models import PostPicture
from schoolgate.posts.taking_in import keep_film

SIZE, FRAMES, A_SECOND = (480, 270), 20, 10


def send_a_video(stage: Stage, now: datetime) -> None:
    """The garden without anybody in it, looked over from left to right. Nothing where videos are not taken."""
    if not films_are_taken():
        return
    author = as_part(stage, "teacher", now - timedelta(hours=2))
    policy = current_policy(stage.school)
    post = draft_post(
        author,
        stage.school,
        title="A look over the garden",
        text="The beans have grown over the fence. Come and see them on Friday.",
        objective=policy.setting("post_objectives")[0],
        places=[stage.accounts["noticeboard"].pk],
        taken_with=policy.setting("cameras_allowed")[:1],
    ).subject
    with tempfile.TemporaryFile() as file:
        file.write(_drawn())
        file.flush()
        kept = keep_film(stage.school, file, "mov")
    add_pictures(author, post, pictures=[kept] if kept else [])
    inside = PostPicture.objects.get(post=post)
    said = PictureSaid(inside.pk, "The camera goes over the beds; nobody speaks.", people_count=0)
    describe_pictures(author, post, said=[said])
    follow_ups.run_all(author.now)
    answer(author, post)
    submit_post(author, post)


def _drawn() -> bytes:
    """Two seconds over one drawing, as a phone would write them."""
    import av  # where videos are taken only

    with Image.open(io.BytesIO(draw(Scene.GARDEN, seed=77, children=0).jpeg)) as opened:
        garden = opened.convert("RGB").resize((SIZE[0] * 5 // 4, SIZE[1] * 5 // 4))
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as to:
        seen = to.add_stream("libx264", rate=A_SECOND)
        seen.width, seen.height = SIZE
        seen.pix_fmt = "yuv420p"
        for number in range(FRAMES):
            left = (garden.width - SIZE[0]) * number // FRAMES
            shown = garden.crop((left, 20, left + SIZE[0], 20 + SIZE[1]))
            to.mux(seen.encode(av.VideoFrame.from_image(shown)))
        to.mux(seen.encode())
    return file.getvalue()
