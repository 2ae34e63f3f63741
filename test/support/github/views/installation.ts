import type { Actor, Installation } from "../records.ts";
import { isoTime, type World } from "../world.ts";
import { accountView } from "./account.ts";

/** An installation of the App on an account. */
export function installationView(world: World, installation: Installation) {
  return {
    id: installation.id,
    account: accountView(world, installation.account),
    app_id: world.app.id,
    app_slug: world.app.slug,
    target_id: installation.account.id,
    target_type: installation.account.type,
    repository_selection: "selected",
    permissions: world.app.permissions,
    events: world.app.events,
    access_tokens_url: `${world.origin}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${world.origin}/installation/repositories`,
    html_url: `${world.origin}/settings/installations/${installation.id}`,
    suspended_at: null,
    suspended_by: null,
    created_at: isoTime(0),
    updated_at: isoTime(0),
  };
}

/** A fresh installation token. */
export function tokenView(actor: Actor) {
  return {
    token: actor.token,
    expires_at: isoTime(actor.expiresAt),
    permissions: actor.permissions,
    repository_selection: "selected",
  };
}
