<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Problem;
use DoliSync\Sync\Journal;
use DoliSync\Sync\JournalEntry;
use DoliSync\Sync\Locks;
use DoliSync\Sync\Transaction;

/** One batch of putting back what a run wrote: entries of the journal, the newest first, each by itself. */
final class UndoWork
{
    /** What the batches of an undo are called: they go through the journal, not through a kind of record. */
    public const JOURNAL = 'journal';

    private const ENTRIES = 50;

    public function __construct(
        private readonly Batches $batches,
        private readonly RunRecords $records,
        private readonly Journal $journal,
        private readonly Locks $locks,
        private readonly Stages $stages
    ) {
    }

    /** @throws LeaseLost */
    public function do(Run $run, Batch $batch): void
    {
        $began = hrtime(true);
        $entries = $this->journal->ofRun($run->id, $batch->after, self::ENTRIES);
        $lowest = $entries === [] ? 0 : $entries[count($entries) - 1]->id;
        if (count($entries) === self::ENTRIES) {
            $this->batches->add($run, Phase::Undo, self::JOURNAL, $batch->round, $lowest);
        }
        foreach ($entries as $entry) {
            $this->putBack($run, $batch, $entry);
        }
        $this->batches->done($batch, new Tally(), intdiv(hrtime(true) - $began, 1_000_000));
    }

    private function putBack(Run $run, Batch $batch, JournalEntry $entry): void
    {
        $stage = $this->stages->ofType($entry->type);
        try {
            $this->locks->holding($stage->locks((int) $entry->dolibarrId, $entry->productId), fn () => Transaction::during(function () use ($run, $batch, $stage, $entry): void {
                $this->batches->hold($batch);
                if ($this->journal->entry($entry->id)?->undoneAt !== null) {
                    // Another worker, or a person, was quicker.
                    return;
                }
                $stage->putBack($entry);
                $this->journal->undone($entry->id);
                $this->records->forget($run, $stage->entity(), [(int) $entry->dolibarrId], RecordKind::NotUndone);
            }));
        } catch (LeaseLost $lost) {
            throw $lost;
        } catch (Problem $problem) {
            $this->left($run, $stage, $entry, $problem);
        } catch (\Throwable $fault) {
            $this->left($run, $stage, $entry, Problem::unexpected($fault));
        }
    }

    /** It stays as it is, is listed, and stops no other (rule 12). */
    private function left(Run $run, Stage $stage, JournalEntry $entry, Problem $problem): void
    {
        // What was put back and taken back must not be remembered as put back.
        clean_post_cache($entry->productId);
        $this->records->note($run, Phase::Undo, [RunRecord::withProblem(
            $stage->entity(),
            RecordKind::NotUndone,
            (int) $entry->dolibarrId,
            $entry->productId,
            // Not the post of that number: a category and an account have numbers of their own.
            (string) ($entry->kept['title'] ?? ''),
            $problem
        )]);
    }
}
