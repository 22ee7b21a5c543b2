from django.apps import AppConfig


class ClockworkConfig(AppConfig):
    name = "schoolgate.clockwork"
    label = "clockwork"

    def ready(self) -> None:
        from schoolgate.clockwork.tasks import nudge
        from schoolgate.kernel.follow_ups import nudge_with

        nudge_with(nudge)
