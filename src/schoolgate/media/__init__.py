"""Pictures: taken in through a cage, kept clean and apart, shown only to those who may see them."""
