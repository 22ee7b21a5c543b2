"""The rules about posts: what may be shown, who decides, when it goes out."""
