"""The library of starting policies, adoption, versions, and the adopted policy that every rule asks."""
