"""Where things are in the checkout. Nothing is installed beside it."""

from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
VENV = CHECKOUT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
TOOLS = CHECKOUT / ".tools"
STAMPS = TOOLS / "stamps"
NPM_CHROMIUM = TOOLS / "chromium"
REQUIREMENTS = CHECKOUT / "requirements"
NODE_MODULES = CHECKOUT / "node_modules"
ASSETS = CHECKOUT / "src" / "schoolgate" / "web" / "assets"
BUILT = CHECKOUT / "build" / "static"
PAPER_FONTS = CHECKOUT / "build" / "fonts"
FACES = CHECKOUT / "build" / "faces"
WORDS = CHECKOUT / "build" / "words"
