import { expect } from '@playwright/test';
import type { Account, Asking } from './account.ts';

/** One way to call a route, as WordPress itself describes it. */
export interface Endpoint {
  method: string;
  /** Below the API's root, with patterns: `products/(?P<id>[\d]+)/link`. */
  route: string;
  /** Its arguments, by name. */
  args: Record<string, Schema>;
}

/** What an argument has to be, as far as a sound example takes it. */
export interface Schema {
  type?: string | string[];
  required?: boolean;
  enum?: unknown[];
  minimum?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
}

/** Every route of DoliSync, from WordPress's own index: a new one is in it, too. */
export async function endpoints(account: Account): Promise<Endpoint[]> {
  const answer = await account.ask({ method: 'GET', route: '' });
  expect(answer.status()).toBe(200);
  const { routes } = (await answer.json()) as {
    routes: Record<string, { endpoints: { methods: string[]; args: Record<string, Schema> | [] }[] }>;
  };
  const all = Object.entries(routes).flatMap(([path, { endpoints }]) =>
    endpoints.flatMap(({ methods, args }) =>
      methods.map((method) => ({ method, route: path.replace(/^\/dolisync\/v1\/?/, ''), args: Array.isArray(args) ? {} : args })),
    ),
  );
  return all.filter(({ route }) => route !== '');
}

/** The route with this in every place of its path. */
export function withId(route: string, id: string | number): string {
  return route.replace(/\(\?P<\w+>[^)]*\)/g, String(id));
}

/** The one route that is not for people: Dolibarr calls it, with a secret. */
export function isForDolibarr(route: string): boolean {
  return route === 'webhook';
}

/** A value that the schema lets through: a request is then refused for who sends it, not for what it says. */
function sound(schema: Schema): unknown {
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (schema.enum) return schema.enum[0];
  switch (type) {
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return false;
    case 'array':
      return [sound(schema.items ?? {})];
    case 'object':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, one]) => [name, sound(one)]));
    default:
      return '1';
  }
}

/** What a call of this endpoint needs, apart from what is in its path. */
export function needed({ route, args }: Endpoint): Record<string, unknown> {
  const names = Object.keys(args).filter((name) => args[name]?.required && !route.includes(`?P<${name}>`));
  return Object.fromEntries(names.map((name) => [name, sound(args[name] ?? {})]));
}

/** As a query's text: lists as PHP reads them. */
function query(args: Record<string, unknown>): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(args)) {
    if (Array.isArray(value)) for (const one of value) parts.append(`${name}[]`, String(one));
    else if (value !== null && typeof value === 'object') parts.append(`${name}[x]`, '1');
    else parts.append(name, value === null ? '' : String(value));
  }
  return parts.toString();
}

/** A call of an endpoint with this in its path: whatever is wrong with it is who makes it, or the id. */
export function call(endpoint: Endpoint, id: number, args: Record<string, unknown> = needed(endpoint)): Asking {
  const { method } = endpoint;
  const route = withId(endpoint.route, id);
  return method === 'GET' ? { method, route: `${route}?${query(args)}` } : { method, route, body: args };
}
