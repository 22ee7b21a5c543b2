"""Eight writers, each a process with a connection of its own, as so many workers of a web server."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from benchmarks import engines, ground
from benchmarks.measuring import Arm, Took

WRITERS = 8
WORK = 0.005  # seconds that a request thinks, or waits, while it holds its rows


@dataclass
class Writers:
    """They write when told to, all at once, and say how long each write took."""

    processes: list[subprocess.Popen[str]]

    @classmethod
    def start(cls) -> "Writers":
        name = str(connection.settings_dict["NAME"])
        connection.close()
        command = [sys.executable, "-m", "benchmarks.writers", name]
        started = [
            subprocess.Popen(
                [*command, str(number)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            for number in range(WRITERS)
        ]
        writers = cls(started)
        writers._ask("ready", 0)
        return writers

    @property
    def pids(self) -> list[int]:
        return [process.pid for process in self.processes]

    def arm(self, how: str, writes: int) -> Arm:
        """`how`: "plain" or "audited"; with "+work" each works 5 ms on a processor while it holds its rows, with
        "+wait" it waits for so long."""
        return Arm(asks=lambda: self._took(how, writes))

    def latencies(self, how: str, writes: int) -> list[float]:
        """Seconds that each write took, of all writers, the quickest first."""
        return sorted(one for said in self._ask(how, writes) for one in said["each"])

    def end(self) -> None:
        for process in self.processes:
            process.communicate()

    def _took(self, how: str, writes: int) -> Took:
        start = time.perf_counter()
        said = self._ask(how, writes)
        return Took(time.perf_counter() - start, sum(one["cpu"] for one in said))

    def _ask(self, how: str, writes: int) -> list[dict[str, Any]]:
        for process in self.processes:
            if process.stdin is not None:
                process.stdin.write(f"{how} {writes}\n")
                process.stdin.flush()
        return [json.loads(process.stdout.readline()) for process in self.processes if process.stdout]


def write(post: Any, number: int, how: str) -> None:
    """One change of one row in a transaction, as an action does it, with or without its event."""
    from schoolgate.audit.event_types import EventType
    from schoolgate.audit.recording import Entry, record_many
    from schoolgate.posts.models import Post

    with transaction.atomic():
        row = Post._base_manager.select_for_update(no_key=True).get(pk=post.pk)
        row.text = f"{number} {row.text[:400]}"
        row.save(update_fields=["text"])
        if how.endswith("+work"):
            _work()
        elif how.endswith("+wait"):
            time.sleep(WORK)
        if how.startswith("audited"):
            entry = Entry(
                log_key=f"school:{row.school_id}",
                type=EventType.POST_EDITED,
                at=ground.NOW,
                actor_id="person:1",
                subject_type="posts.post",
                subject_id=str(row.pk),
                controls=("gate.four_eyes",),
                detail={"digest": row.digest, "fields": ["text"]},
            )
            record_many([entry])


def _work() -> None:
    """As a page does that is rendered: on the processor, however many others want it."""
    done = time.thread_time() + WORK
    while time.thread_time() < done:
        pass


def main(name: str, number: int) -> None:
    from schoolgate.posts.models import Post

    engines.point_at(name) if engines.POSTGRESQL else ground.open_database(name)  # type: ignore[arg-type]
    post = Post._base_manager.filter(school__slug="queue-2000").order_by("pk")[number]
    for line in sys.stdin:
        how, writes = line.split()
        each, cpu = [], time.process_time()
        for one in range(int(writes)):
            start = time.perf_counter()
            write(post, one, how)
            each.append(time.perf_counter() - start)
        print(json.dumps({"each": each, "cpu": time.process_time() - cpu, "pid": os.getpid()}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
