#!/usr/bin/env bash
# Lists the envelopes of the last 30 days with nothing but bash, curl and the command line of docusign-jwt.
# Settings are environment variables, or stand in .env beside this script: see README.md.
set -euo pipefail

# The command; from npm, unless it is installed here.
docusign_jwt=(${DOCUSIGN_JWT:-npx docusign-jwt})

# One token is good for an hour. If there is none, this ends here, and stderr says what to do: without consent,
# which link to open.
token=$("${docusign_jwt[@]}" token)

# Who it is for, and where the account lives; the names are those of the JSON that --json prints.
who=$("${docusign_jwt[@]}" whoami)
field() { sed -n "s/^$1: //p" <<<"$who"; }
echo "$(field name) at $(field accountName)"

# The header comes from a file descriptor, not from the command line, which others on the machine can read.
call() {
  curl --silent --show-error --fail-with-body --header @<(echo "Authorization: Bearer $token") "$@"
}

from=$(date --utc --date '30 days ago' +%Y-%m-%dT%H:%M:%SZ 2>/dev/null || date -u -v-30d +%Y-%m-%dT%H:%M:%SZ)
call --get --data-urlencode "from_date=$from" "$(field basePath)/v2.1/accounts/$(field accountId)/envelopes"
echo
