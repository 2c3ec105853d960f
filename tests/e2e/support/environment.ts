import { execFileSync } from 'node:child_process';

/** What ./dev says of the site and the Dolibarr that are this worker's own. */
export function required(name: string): string {
  const value = process.env[`${name}_${process.env['TEST_PARALLEL_INDEX']}`] ?? process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with ./dev test e2e`);
  return value;
}

/** Runs a command that `./dev` prepared and gives what it prints. */
export function run(name: string, ...flags: string[]): string {
  return execFileSync('bash', ['-c', [required(name), ...flags].join(' ')], { encoding: 'utf8' });
}

/** WordPress's address, without a slash at the end. */
export const site = required('DOLISYNC_E2E_SITE').replace(/\/$/, '');
/** The stand-in Dolibarr's address, without a slash at the end. */
export const dolibarrAddress = required('DOLISYNC_E2E_DOLIBARR').replace(/\/$/, '');
export const user = required('DOLISYNC_E2E_USER');
export const password = required('DOLISYNC_E2E_PASSWORD');

const chromium = process.env['CHROMIUM'] || '/usr/bin/chromium';

/** The system's Chromium; the flags let it run as root, in a container, and without asking the network. */
export const browserOptions = {
  baseURL: site,
  viewport: { width: 1280, height: 900 },
  launchOptions: {
    executablePath: chromium,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
};

/** Arabic stands for languages from right to left; DoliSync speaks English to them. */
export type Locale = 'en_US' | 'fr_FR' | 'ar';

export interface SiteOptions {
  /** The administrator's language; English when left out. */
  locale?: Locale;
  /** At least this many products, all on one page of the list. */
  rows?: number;
  /** So many of these were edited in the shop since they were synchronized. */
  edited?: number;
  /** Without an address or key of Dolibarr. */
  unconfigured?: boolean;
  /** What changes on one side is carried over. */
  automatic?: boolean;
  /** Without the demo's products. */
  empty?: boolean;
  /** So many more administrators, `administrator_1` and so on, who see 100 products a page. */
  administrators?: number;
  /** As if WPshop ran on the site: its pages and its hooks. */
  wpshop?: boolean;
}

/** Puts WordPress back to the seeded state, then applies the options. */
export function resetSite(options: SiteOptions = {}): void {
  const flags = ['--locale', options.locale ?? 'en_US'];
  if (options.rows) flags.push('--rows', String(options.rows));
  if (options.edited) flags.push('--edited', String(options.edited));
  if (options.unconfigured) flags.push('--unconfigured');
  if (options.automatic) flags.push('--automatic');
  if (options.empty) flags.push('--empty');
  if (options.administrators) flags.push('--administrators', String(options.administrators));
  if (options.wpshop) flags.push('--wpshop');
  run('DOLISYNC_E2E_RESET', ...flags);
}

/** A fingerprint of everything that the site keeps and a visitor could have changed. */
export function siteDigest(): string {
  return run('DOLISYNC_E2E_DIGEST');
}

/** Kills WordPress's server in the middle of what it does. It comes back by itself, a moment later. */
export function killServer(): void {
  run('DOLISYNC_E2E_KILL');
}
