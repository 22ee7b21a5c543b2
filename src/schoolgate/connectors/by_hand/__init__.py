"""Any platform that only a person can reach. No network: it says what the person does."""

from schoolgate.connectors.by_hand.by_hand import ByHand, connector

__all__ = ["ByHand", "connector"]
