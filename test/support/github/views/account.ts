import { botOf } from "../auth/tokens.ts";
import type { Account, AppRecord } from "../records.ts";
import { isoTime, type World } from "../world.ts";

/** A person, organization or bot as GitHub shows it. */
export function accountView(world: World, account: Account) {
  const url = `${world.origin}/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: `U_${account.id}`,
    type: account.type,
    site_admin: false,
    url,
    html_url: `${world.origin}/${account.login}`,
  };
}

/** A GitHub App. */
export function appView(world: World, app: AppRecord) {
  return {
    id: app.id,
    slug: app.slug,
    node_id: `A_${app.id}`,
    client_id: app.clientId,
    name: app.slug,
    owner: accountView(world, botOf(world, app)),
    description: "",
    external_url: world.origin,
    html_url: `${world.origin}/apps/${app.slug}`,
    permissions: app.permissions,
    events: app.events,
    created_at: isoTime(0),
    updated_at: isoTime(0),
  };
}
