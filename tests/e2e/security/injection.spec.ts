import { readFileSync } from 'node:fs';
import { Account, forEach, type Asking } from '../support/account.ts';
import { dolibarr } from '../support/dolibarr.ts';
import { required, resetSite, siteDigest } from '../support/environment.ts';
import { call, endpoints, isForDolibarr, needed, withId } from '../support/routes.ts';
import { expect, test } from '../support/test.ts';
import { tried } from '../support/tried.ts';

const payloads: unknown[] = [
  "1' OR '1'='1",
  '1; DROP TABLE wp_posts; --',
  '1 UNION SELECT user_pass FROM wp_users',
  "%' AND SLEEP(5) AND '%'='",
  "(t.rowid:>:0) or (1:=:1)",
  "x') or (t.ref:like:'%",
  '../../../../etc/passwd',
  '..%2f..%2fusers/1',
  'x\r\nDOLAPIKEY: stolen',
  '<script>window.__xss = 1</script>',
  '{{7*7}}${7*7}<%= 7*7 %>',
  '\u0000\u202e\ud83d\ude00',
  'A'.repeat(100_000),
  '-1',
  '1e309',
  ['1', '2'],
  { x: '1' },
  null,
];

/** What DoliSync may ask of Dolibarr: its own routes with numbers in them, and conditions that it built itself. */
const path = /^\/(status|users\/info|products|categories|thirdparties|contacts|proposals|orders|invoices)(\/(\d+|ref_ext\/[\w%.-]+))?(\/(categories|payments|objects\/product\/\d+))?$/;
const operand = "(like:'%[\\p{L}\\p{N}]+%'|=:(\\d+|'[\\p{L}\\p{N}._/ :-]+')|>:(\\d+|'[\\d :-]+')|in:[\\d,]+)";
const condition = new RegExp(`\\((t|ef)\\.[a-z_]+:${operand}\\)`, 'gu');

/** Whether nothing is left of a filter but brackets and the words between conditions. */
function isOurFilter(filter: string): boolean {
  return /^[()]*( (and|or) [()]*)*$/.test(filter.replace(condition, '').replace(/\) (and|or) \(/g, ' $1 '));
}

/** An error of the server: not DoliSync's own word that Dolibarr is not well, as after another key was stored. */
function isFailure(status: number, text: string): boolean {
  return status >= 500 && !text.startsWith('{"code":"dolisync_');
}

function logged(): string {
  return readFileSync(required('DOLISYNC_E2E_LOG'), { encoding: 'utf8', flag: 'a+' });
}

test('every parameter of every route, with everything that is none of its business', async () => {
  await dolibarr.reset();
  resetSite();
  const loggedBefore = logged().length;
  const administrator = await Account.of('admin');
  const all = (await endpoints(administrator)).filter(({ route }) => !isForDolibarr(route));
  const reading = all.filter(({ method }) => method === 'GET');
  const writing = all.filter(({ method }) => method !== 'GET');
  const wrong: string[] = [];
  let count = 0;
  const check = async (asking: Asking, about: string) => {
    count++;
    const began = Date.now();
    const answer = await administrator.ask(asking);
    const text = await answer.text();
    const isJson = /json/.test(answer.headers()['content-type'] ?? '');
    const tells = /SQLSTATE|You have an error in your SQL|near "|Fatal error|Stack trace|root:x:|user_pass/i.test(text);
    // A refusal of a path that is none comes from WordPress, in JSON too.
    if (isFailure(answer.status(), text) || !isJson || tells || Date.now() - began > 30_000) {
      wrong.push(`${asking.method} ${about}: ${answer.status()} ${text.slice(0, 200)}`);
    }
  };

  await dolibarr.forgetCalls();
  const before = siteDigest();
  const gets = reading.flatMap((endpoint) =>
    Object.keys(endpoint.args).flatMap((name) => payloads.map((payload) => ({ endpoint, name, payload }))),
  );
  await forEach(gets, ({ endpoint, name, payload }) => {
    const value = typeof payload === 'string' ? payload.slice(0, 6_000) : payload;
    return check(call(endpoint, 51, { ...needed(endpoint), [name]: value }), `${endpoint.route} ${name}=${String(payload).slice(0, 60)}`);
  });
  const paths = all.filter(({ route }) => route.includes('(?P'));
  const inPaths = paths.flatMap(({ method, route }) => ['1%27', '-1', '0x1', '1e3', '%00', '１'].map((id) => ({ method, route: withId(route, id) })));
  await forEach(inPaths, ({ method, route }) => check(method === 'GET' ? { method, route } : { method, route, body: {} }, route));
  expect(wrong).toEqual([]);
  expect(siteDigest(), 'reading writes nothing').toBe(before);
  expect(await dolibarr.writes()).toEqual([]);
  const calls = await dolibarr.calls();
  expect(calls.filter((call) => !path.test(call.path)).map((call) => call.path)).toEqual([]);
  const filters = calls.map((call) => new URLSearchParams(call.query).get('sqlfilters')).filter((filter) => filter !== null);
  expect(filters.length).toBeGreaterThan(5);
  expect(filters.filter((filter) => !isOurFilter(filter))).toEqual([]);
  tried('parameters of reading routes and places in paths: no error of the server, nothing written', count);
  tried('requests that reached Dolibarr meanwhile: only its own routes, and filters that DoliSync built', calls.length);

  count = 0;
  const posts = writing.flatMap((endpoint) =>
    Object.keys(endpoint.args).flatMap((name) =>
      payloads.map((payload) => ({ asking: call(endpoint, 51, { ...needed(endpoint), [name]: payload }), name })),
    ),
  );
  await forEach(posts, ({ asking, name }) => check(asking, `${asking.route} ${name}: ${JSON.stringify(asking.body).slice(0, 80)}`));
  const bodies = ['', '{', '[]', 'null', '"x"', '{"choice":', `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`];
  for (const { method, route } of writing) {
    for (const body of bodies) {
      count++;
      const answer = await administrator.http.fetch(`/wp-json/dolisync/v1/${withId(route, 999_999_999)}`, {
        method,
        headers: { 'X-WP-Nonce': administrator.nonce, 'Content-Type': 'application/json' },
        data: Buffer.from(body),
      });
      const text = await answer.text();
      if (isFailure(answer.status(), text)) wrong.push(`${method} ${route} ${body.slice(0, 20)}: ${answer.status()} ${text.slice(0, 200)}`);
    }
  }
  expect(wrong).toEqual([]);
  tried('parameters and bodies of writing routes: no error of the server', count);
  // Every table is still there, and the shop answers.
  expect(siteDigest()).toMatch(/^[0-9a-f]{64}$/m);
  const log = logged().slice(loggedBefore);
  expect(log).not.toMatch(/PHP (Fatal|Warning|Notice|Deprecated).*(plugins\/dolisync|wp-plugin)/i);
  // A query that a value broke: WordPress answers as if it had found nothing, and notes it here.
  expect(log).not.toMatch(/WordPress database error/);
  await administrator.close();
});
