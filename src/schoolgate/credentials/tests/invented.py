"""What lies in the vault in these tests: words that stand nowhere else, so that they can be looked for everywhere."""

PASSWORD = "plum kettle orbit ninety"
NEW_PASSWORD = "zinc harvest violin comet"
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SIGN_IN_NAME = "oak-web-7731"
RECOVERY = "zx81-qq20 zx82-qq21"
WORDS = "first pet: an axolotl"
SECRETS = (PASSWORD, NEW_PASSWORD, SEED, SIGN_IN_NAME, RECOVERY, WORDS)
