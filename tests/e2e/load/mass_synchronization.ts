import type { Account } from '../support/account.ts';
import { pause, type Measured } from './measured.ts';

export interface Run {
  id: number;
  state: string;
  worked_ms: number;
  problem: { code: string } | null;
  brake: { code: string } | null;
  stages: { entity: string; created: number; changed: number; same: number; skipped: number; failed: number; preview: { overwrite: number } | null }[];
}

/** What a person finds ticked. */
const entities = ['categories', 'products', 'third_parties', 'proposals', 'orders', 'invoices'];
/** Seconds that the page has each request work. */
const seconds = 2;
/** Milliseconds that it waits when others do all the work. */
const idle = 1_500;

/** The page of the mass synchronization, left open: one run after the other. Gives the runs that ended. */
export async function massSynchronize(account: Account, measured: Measured, goesOn: () => boolean): Promise<Run[]> {
  const post = <T>(what: string, route: string, body?: unknown) =>
    measured.of<T>(`mass synchronization: ${what}`, () => account.ask({ method: 'POST', route: `mass-sync/runs${route}`, body }));
  const ended: Run[] = [];
  do {
    let run = await post<Run>('begin', '', { entities });
    while (run !== null && ['previewing', 'ready', 'running'].includes(run.state)) {
      if (run.state === 'ready') {
        const overwrites = run.stages.reduce((sum, { preview }) => sum + (preview?.overwrite ?? 0), 0);
        run = await post<Run>('start', `/${run.id}/start`, { overwrites });
      } else {
        const worked: { run: Run; did: number } | null = await post('work', `/${run.id}/work`, { seconds });
        if (worked?.did === 0) await pause(idle);
        run = worked?.run ?? null;
      }
    }
    if (run === null) return ended;
    ended.push(run);
    if (run.state !== 'done') return ended;
  } while (goesOn());
  return ended;
}
