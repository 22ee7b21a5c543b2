"""Faces found on this machine, as boxes and nothing more: nobody is recognised, nothing is learnt or kept of a face."""
