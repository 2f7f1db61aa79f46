#!/usr/bin/env bash
# The main job in a minute, on a generated mall: import, audit, one trail, the letter, the census.
#
#   demo.sh YURAI     YURAI is the built command
#
# Everything lies in .build/demo, and nothing else is touched: a database of its own that is made anew each time,
# and a server of its own that is stopped at the end. (Where the account of the server cannot enter that folder,
# as below /root, the database lies in /var/tmp and is removed at the end.)
set -euo pipefail

PATH="$(cd "$(dirname "$1")" && pwd):$PATH"
demo="$PWD/.build/demo"
customers=2000
# The connection variables of the person who runs this name other databases.
unset "${!PG@}" DATABASE_URL YURAI_SECRET_FILE

# As root the server runs as postgres (or nobody), who must be able to enter the folder of its data.
mkdir -p "$demo"
data="$demo/data"
if [ "$(id -u)" -eq 0 ]; then
  chmod 755 "$demo"
  account=$(id -u postgres 2> /dev/null || id -u nobody)
  if ! setpriv --reuid="$account" --clear-groups test -x "$demo"; then
    data=$(mktemp -d "/var/tmp/yurai-demo-$(id -un).XXXXXX")
    chmod 755 "$data"
    temporary=$data
  fi
fi
export XDG_DATA_HOME="$data"
trap 'yurai db stop || true; if [ -n "${temporary:-}" ]; then rm -rf "$temporary"; fi' EXIT

say() { printf '\n== %s\n' "$*"; }
# Shows a command, runs it, and prints its first lines only.
show() {
  local lines=$1
  shift
  printf '$ %s\n' "$*"
  "$@" > "$demo/output.txt" || return
  if [ "$(wc -l < "$demo/output.txt")" -le "$lines" ]; then
    cat "$demo/output.txt"
  else
    head -n "$lines" "$demo/output.txt"
    printf '[…]\n'
  fi
}

# A database of an earlier demo goes, with its server.
if [ -d "$XDG_DATA_HOME/yurai" ]; then
  yurai db stop
  rm -rf "$XDG_DATA_HOME"
fi
mkdir -p "$XDG_DATA_HOME"
rm -rf "$demo/mall"
cd "$demo"
cat > config.yaml << 'YAML'
company: 株式会社よりみちモール運営
department: 個人情報お問い合わせ窓口
address: 〒100-0000 東京都千代田区見本町1-2-3
phone: 03-0000-0000
email: privacy@example.com
language: en
YAML

say "A mall with $customers customers, as its files leave the systems they were kept in"
show 5 yurai generate mall --customers "$customers"

say "Import: every line is taken, or set aside with a reason"
show 20 yurai import --quiet mall/manifest.yaml

say "Audit: every record is judged. Faults were planted, so it ends with exit code 2"
code=0
show 10 yurai audit --full || code=$?
head -n 10 output.txt
if [ "$code" -ne 2 ]; then
  echo "demo: the audit ended with $code where 2 was expected" >&2
  exit 1
fi
yurai verdicts | tail -n +2 | sort > found.txt
sed -n '/"by_customer"/,/}/s/^ *"\(.*\)": "\([a-z]*\)",\{0,1\}$/\1,\2/p' mall/truth.json | sort > planted.txt
if ! cmp -s found.txt planted.txt; then
  echo "demo: the verdicts are not those of mall/truth.json" >&2
  exit 1
fi
echo "All $(wc -l < found.txt | tr -d ' ') verdicts are those that the generator wrote into truth.json."

say "One record: an order of 2006, a storefront that has left, a mall renamed since"
show 40 yurai trace C0000001 --config config.yaml

say "A message comes in. It is recorded with its due dates, and acknowledged: the same words whatever the data hold"
cat > message.txt << 'TEXT'
わたしはこの会社で買った覚えがない。なぜ住所まで正確に知っているのか。名簿業者から買ったのか。わたしの情報は流出したのか。
TEXT
cat > incident.yaml << 'YAML'
version: 1
incident: "2011-001"
title_ja: 2011年11月の不正アクセス
title_en: the intrusion of November 2011
from: 2011-11-14
to: 2011-11-30
known_on: 2012-10-12
settled_on: 2012-10-29
scope: name card
exposed: exposed.csv
others: not_affected
YAML
printf 'subject_kind,subject_id,exposure_class,items\ncustomer,C0000002,confirmed,card\n' > exposed.csv
show 2 yurai incident record incident.yaml
show 16 yurai inquiry open message.txt --name '高橋 花子' \
  --address '世田谷区松原二丁目28番27号 グランドメゾン栄 1203号室' --channel letter --config config.yaml --language ja
case=$(sed -n 's/^\(Q-[0-9-]*\) .*/\1/p' output.txt | head -n 1)

say "Who is she? In her own spelling"
show 9 yurai find --inquiry "$case" --config config.yaml --quiet
grep -q '^One person' output.txt
yurai inquiry person "$case" --customer C0000001 --config config.yaml
yurai inquiry identity "$case" --method items --checked name --checked address --result settled --config config.yaml

say "The answer (whole, and as a page to print: .build/demo/letter.*)"
show 60 yurai inquiry answer "$case" --language ja --config config.yaml
yurai inquiry answer "$case" --config config.yaml --quiet --output letter.ja.html
if command -v weasyprint > /dev/null; then yurai inquiry answer "$case" --config config.yaml --quiet --output letter.ja.pdf; fi

say "The same question in English, and the lint over both letters"
yurai inquiry open message.txt --name 'TAKAHASHI Hanako' --phone '+81 90 0123 4567' --channel letter --language en \
  --config config.yaml --quiet > output.txt
english=$(sed -n 's/^\(Q-[0-9-]*\) .*/\1/p' output.txt | head -n 1)
yurai inquiry person "$english" --customer C0000001 --config config.yaml
yurai inquiry identity "$english" --method callback --checked phone --result settled --config config.yaml
yurai inquiry answer "$english" --config config.yaml --quiet --output letter.en.txt
yurai inquiry answer "$case" --config config.yaml --quiet --output letter.ja.txt
sed -n '/^Your data/,/^at that time/p' letter.en.txt
for letter in letter.ja.txt letter.en.txt; do show 2 yurai letter lint "$letter"; done
yurai inquiry close "$english" --config config.yaml
yurai inquiry close "$case" --config config.yaml
show 4 yurai inquiry list --all --config config.yaml

say "The census: whether anybody may say that no list was bought"
show 6 yurai report --config config.yaml

say "The auditor's sample: she tells the hash of her nonce, and the nonce only after the head is signed"
yurai key make --origin demo.example/provenance --quiet > log.vkey
status=0
yurai audit --quiet --config config.yaml > output.txt || status=$?
[ "$status" -eq 2 ]
nonce=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
show 4 yurai sample commit "$(printf %s "$nonce" | sha256sum | cut -c1-64)" --tolerable 1% --quiet
status=0
yurai sample draw --nonce "$nonce" || status=$?
[ "$status" -eq 0 ] || [ "$status" -eq 2 ]
yurai sample export annex --quiet

say "The bundle, and its verification offline, with the key that she was given"
rm -rf bundle bundle.zip
yurai report --output bundle --zip --config config.yaml --language en
show 14 yurai verify bundle --key "$(cat log.vkey)" --annex annex/annex.jsonl --language en

say "Somebody names a record from her mailing list. The operator opens that one, and it is checked against the bundle"
show 2 yurai sample open C0000001 --output record.json --actor demo --quiet
echo '$ yurai verify bundle --key … --record record.json --language en'
yurai verify bundle --key "$(cat log.vkey)" --record record.json --language en > output.txt
grep -A 1 '^- The one record given' output.txt

say "Done. Open the report: $PWD/bundle/report.html. Docs/tutorial.md goes through the same at leisure"
