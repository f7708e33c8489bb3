#!/usr/bin/env bash
# Lists the envelopes of the last 30 days with bash, curl and the command docusign-jwt.
# The settings are environment variables, or in .env beside this script: see README.md.
set -euo pipefail

# Use the installed command, or otherwise the one from npm.
docusign_jwt=(${DOCUSIGN_JWT:-npx docusign-jwt})

# A token is valid for one hour. Without a token, the script stops here. stderr then has the fix, for example the consent
# link.
token=$("${docusign_jwt[@]}" token)

# The account and its server, from the JSON of --json.
who=$("${docusign_jwt[@]}" whoami)
field() { sed -n "s/^$1: //p" <<<"$who"; }
echo "$(field name) at $(field accountName)"

# Pass the header through a file descriptor: other users of the machine can read command lines.
call() {
  curl --silent --show-error --fail-with-body --header @<(echo "Authorization: Bearer $token") "$@"
}

from=$(date --utc --date '30 days ago' +%Y-%m-%dT%H:%M:%SZ 2>/dev/null || date -u -v-30d +%Y-%m-%dT%H:%M:%SZ)
call --get --data-urlencode "from_date=$from" "$(field basePath)/v2.1/accounts/$(field accountId)/envelopes"
echo
