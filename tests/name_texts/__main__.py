"""`python -m tests.name_texts [seeds]`: recall and precision by kind of difficulty, and what went wrong."""

import sys

from tests.name_texts.measuring import score_of_seeds


def main() -> None:
    seeds = range(int(sys.argv[1]) if len(sys.argv) > 1 else 4)
    score = score_of_seeds(seeds)
    sys.stdout.write("\n".join([*score.wrong, score.table()]) + "\n")


if __name__ == "__main__":
    main()
