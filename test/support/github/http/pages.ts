import type { Reply } from "./reply.ts";
import type { Call } from "./route.ts";

/** One page of a list with GitHub's `Link` header: 30 by default, 100 at most. `wrap` puts the page into an object. */
export function paged(
  call: Call,
  items: readonly unknown[],
  wrap: (page: readonly unknown[], total: number) => unknown = (page) => page,
): Reply {
  const size = Math.min(100, Math.max(1, Number(call.query.get("per_page") ?? 30) || 30));
  const page = Math.max(1, Number(call.query.get("page") ?? 1) || 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const body = wrap(items.slice((page - 1) * size, page * size), items.length);
  const links = [
    ...(page > 1 ? [link(call, page - 1, "prev"), link(call, 1, "first")] : []),
    ...(page < last ? [link(call, page + 1, "next"), link(call, last, "last")] : []),
  ];
  return { status: 200, body, headers: links.length === 0 ? {} : { link: links.join(", ") } };
}

function link(call: Call, page: number, relation: string): string {
  const url = new URL(call.address);
  url.searchParams.set("page", String(page));
  return `<${url.href}>; rel="${relation}"`;
}
