/** The default people beside sections of the test's own: they refer to nothing that the test replaced. */

/** Adapts the sections of a configuration that were not given. */
export function fitDefaults(config, given) {
  const users = idsOf(config.users);
  const accounts = idsOf(config.accounts);
  const organizations = idsOf(config.organizations);
  if (given.users === undefined) config.users = config.users.map((user) => memberOf(user, accounts));
  if (given.organizations === undefined) {
    for (const organization of config.organizations) organization.admins = organization.admins.filter((id) => users.includes(id));
  }
  if (given.accounts === undefined) {
    for (const account of config.accounts) if (!organizations.includes(account.organization)) delete account.organization;
  }
  if (given.clients === undefined) {
    for (const client of config.clients) client.application = client.application?.filter((one) => organizations.includes(one.organization));
  }
}

const idsOf = (section) => section.map(({ id }) => id);

/** A default user whose accounts were replaced is in the first account, and administers it as before. */
function memberOf(user, accounts) {
  const kept = (ids = []) => ids.filter((id) => accounts.includes(id));
  if (kept(user.accounts).length > 0) return { ...user, accounts: kept(user.accounts), adminOf: kept(user.adminOf) };
  const first = accounts.slice(0, 1);
  return { ...user, accounts: first, adminOf: user.adminOf?.length > 0 ? first : [] };
}
