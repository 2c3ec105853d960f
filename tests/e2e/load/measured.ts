import type { APIResponse } from '@playwright/test';

/** Where two want the same at the same time, the second one is told so; the panel shows the sentence, and nothing was written. */
const honest = ['dolisync_busy', 'dolisync_changed_meanwhile', 'dolisync_already_linked', 'dolisync_not_linked', 'dolisync_taken'];

/** One kind of request; times in milliseconds. */
export interface Line {
  what: string;
  requests: number;
  p50: number;
  p95: number;
  max: number;
}

/** How long each kind of request took, and what of the answers was no answer. */
export class Measured {
  private readonly times = new Map<string, number[]>();
  /** Errors, each with the request that it answered. */
  readonly faults: string[] = [];
  /** Kind of request and code → how often somebody was told that another one was faster. */
  readonly told = new Map<string, number>();

  /** @returns the answer, null where there was none to go on with: that is noted */
  async of<T>(what: string, send: () => Promise<APIResponse>): Promise<T | null> {
    const began = performance.now();
    try {
      const answer = await send();
      const text = await answer.text();
      this.times.set(what, [...(this.times.get(what) ?? []), performance.now() - began]);
      const isJson = /^application\/json/.test(answer.headers()['content-type'] ?? '') && text !== '';
      if (answer.ok()) return (isJson ? JSON.parse(text) : text) as T;
      const code = isJson ? String((JSON.parse(text) as { code?: unknown }).code) : '';
      if ([409, 423].includes(answer.status()) && honest.includes(code)) this.tell(`${what}: ${code}`);
      else this.faults.push(`${what}: ${answer.status()} ${text.slice(0, 300)}`);
    } catch (error) {
      this.faults.push(`${what}: no answer: ${String(error).slice(0, 300)}`);
    }
    return null;
  }

  private tell(what: string): void {
    this.told.set(what, (this.told.get(what) ?? 0) + 1);
  }

  lines(): Line[] {
    return [...this.times].map(([what, times]) => {
      const sorted = [...times].sort((a, b) => a - b);
      const below = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
      return { what, requests: sorted.length, p50: below(0.5), p95: below(0.95), max: below(1) };
    }).sort((a, b) => a.what.localeCompare(b.what));
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
