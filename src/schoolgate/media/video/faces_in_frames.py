"""Faces in the frames of a video, looked for beside the decoding: some frames a second, on another core."""

from queue import Queue
from threading import Thread
from typing import Any

import cv2
import numpy as np

from schoolgate.media.faces.reading import read_outputs
from schoolgate.media.video.following import Following, Look
from schoolgate.media.video.reading import Shown, size_of

LOOKS_A_SECOND = 5.0
PIXELS = 880 * 660
"""Of a frame as the model sees it; as for pictures."""

_OUTPUTS = ["537", "538", "539", "540"]
_STRIDE = 32
_TINY = (32, 18)
_SMALL = (160, 90)
_SURE_OF_DRIFT = 0.15
_ANOTHER_SCENE = 40  # of 255, between two looks


class FaceFinder:
    """Finds the faces in frames and follows them. `tracks` is there when everything was seen and `end` was called."""

    def __init__(self, model: bytes) -> None:
        cv2.setNumThreads(1)
        self._model = cv2.dnn.readNetFromONNX(np.frombuffer(model, np.uint8))
        self._model.setInput(np.zeros((1, 3, 64, 64), np.float32))
        self._model.forward(_OUTPUTS)
        self._following = Following()
        self._before: Any = None
        self._next_at = 0.0
        self._small: Any = None
        self._edges = cv2.createHanningWindow(_SMALL, cv2.CV_32F)
        self._drifted = (0.0, 0.0)
        self._waiting: Queue[tuple[Shown, tuple[float, float]] | None] = Queue(maxsize=4)
        self._problem: BaseException | None = None
        self._thread: Thread | None = None

    def see(self, shown: Shown) -> None:
        """Take this frame, if it is time to look again."""
        if self._thread is None:
            self._thread = Thread(target=self._work, daemon=True)
            self._thread.start()
        self._drift_with(shown)
        if shown.seconds + 1e-6 >= self._next_at:
            self._next_at = shown.seconds + 1 / LOOKS_A_SECOND - 0.01
            self._waiting.put((Shown(shown.planes.copy(), shown.seconds), self._drifted))

    def _drift_with(self, shown: Shown) -> None:
        """Note how far the camera moved since the frame before, from frame to frame: nobody passes for a neighbour."""
        _width, height = size_of(shown.planes)
        small = cv2.resize(shown.planes[:height], _SMALL, interpolation=cv2.INTER_AREA).astype(np.float32)
        if self._small is not None:
            (across, down), sure = cv2.phaseCorrelate(self._small, small, self._edges)
            if sure > _SURE_OF_DRIFT:
                x, y = self._drifted
                self._drifted = (x + across / _SMALL[0], y + down / _SMALL[1])
        self._small = small

    def end(self) -> Following:
        """What was followed, once everything that waited was looked at."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()
        if self._problem is not None:
            raise self._problem
        return self._following

    def _work(self) -> None:
        while (waiting := self._waiting.get()) is not None:
            if self._problem is None:
                try:
                    self._look(*waiting)
                except Exception as problem:  # noqa: BLE001 - told to whoever waits at the end
                    self._problem = problem

    def _look(self, shown: Shown, drift: tuple[float, float]) -> None:
        colours = cv2.cvtColor(shown.planes, cv2.COLOR_YUV2RGB_I420)
        tiny = cv2.resize(colours, _TINY, interpolation=cv2.INTER_AREA).astype(np.int16)
        if self._before is not None and np.abs(tiny - self._before).mean() > _ANOTHER_SCENE:
            self._following.cut()
        self._before = tiny
        width, height = size_of(shown.planes)
        self._following.see(
            shown.seconds,
            [
                Look(
                    shown.seconds,
                    (one.left / width, one.top / height, one.width / width, one.height / height),
                    one.sure,
                    drift,
                )
                for one in self._found(colours)
            ],
        )

    def _found(self, colours: Any) -> Any:
        height, width = colours.shape[:2]
        scale = min(1.0, (PIXELS / (width * height)) ** 0.5)
        size = max(1, round(width * scale)), max(1, round(height * scale))
        seen = cv2.resize(colours, size, interpolation=cv2.INTER_LINEAR) if scale < 1 else colours
        wide, high = (-(-side // _STRIDE) * _STRIDE for side in size)
        pixels = np.zeros((high, wide, 3), np.float32)
        pixels[: size[1], : size[0]] = seen
        self._model.setInput(pixels.transpose(2, 0, 1)[None])
        for one in read_outputs(*self._model.forward(_OUTPUTS), size=size):
            yield type(one)(
                one.left / scale, one.top / scale, one.right / scale, one.bottom / scale, one.sure
            )
