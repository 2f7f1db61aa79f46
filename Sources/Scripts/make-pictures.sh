#!/usr/bin/env bash
# Draws the letters of Docs/pictures from the snapshots of the tests, as they would be printed, and notes of which bytes each
# is a picture (Docs/pictures/letters.sha256, which a test compares). Needs WeasyPrint and poppler-utils.
set -euo pipefail

snapshots=Tests/RenderingTests/Snapshots
work=$(mktemp -d "${TMPDIR:-/tmp}/yurai-pictures.XXXXXX")
trap 'rm -rf "$work"' EXIT
while read -r picture letter; do
  weasyprint --quiet "$snapshots/$letter.html" "$work/$picture.pdf"
  pdftoppm -r 80 -gray -png -singlefile "$work/$picture.pdf" "Docs/pictures/$picture"
  sha256sum "$snapshots/$letter.html"
done > "$work/letters.sha256" << 'LETTERS'
answer.ja letter-inquiry-story.ja
answer.en letter-inquiry-story.en
recipient.ja letter-inquiry-recipient.ja
interim.ja letter-inquiry-untraced.ja
LETTERS
cp "$work/letters.sha256" Docs/pictures/
echo "The letters of Docs/pictures are drawn."
