// Unpacks the Chromium of this package into ./unpacked, with the shared libraries and fonts that a bare machine
// lacks, and writes where it is into ./found.json. The package asks these variables where and how much to unpack.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const unpacked = join(process.cwd(), "unpacked");
mkdirSync(unpacked, { recursive: true });
process.env.TMPDIR = unpacked;
process.env.AWS_EXECUTION_ENV ??= "AWS_Lambda_nodejs22.x";

const { default: chromium } = await import("@sparticuz/chromium");
const executable = await chromium.executablePath();

// The package's own list of fonts names folders of the machine it was made for.
const fonts = join(unpacked, "fonts");
writeFileSync(
  join(fonts, "fonts.conf"),
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir>` +
    `<dir>/usr/share/fonts</dir><cachedir>${join(unpacked, "fonts-cache")}</cachedir></fontconfig>`,
);

const found = { executable, libraries: join(unpacked, "al2023", "lib"), fonts };
writeFileSync("found.json", JSON.stringify(found));
