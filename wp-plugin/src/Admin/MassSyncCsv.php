<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\MassSync\RecordKind;
use DoliSync\MassSync\Run;
use DoliSync\MassSync\RunRecord;
use DoliSync\Problem;
use DoliSync\Services;
use DoliSync\Sync\JournalEntry;

/**
 * A mass synchronization as a table for a spreadsheet: everything that it did and did not do, or only the changes of the
 * shop that it overwrites. One line a value; read in batches, however long.
 */
final class MassSyncCsv
{
    public const ACTION = 'dolisync_mass_sync_csv';

    private const REPORT = 'report';
    private const OVERWRITES = 'overwrites';
    private const AT_ONCE = 200;

    public function __construct(private readonly Services $services)
    {
    }

    public static function reportUrl(int $run): string
    {
        return self::url($run, self::REPORT);
    }

    public static function overwritesUrl(int $run): string
    {
        return self::url($run, self::OVERWRITES);
    }

    private static function url(int $run, string $what): string
    {
        $arguments = ['action' => self::ACTION, 'run' => $run, 'what' => $what, '_wpnonce' => wp_create_nonce(self::ACTION)];
        return add_query_arg($arguments, admin_url('admin-post.php'));
    }

    /**
     * Action `admin_post_dolisync_mass_sync_csv`.
     */
    public static function download(): never
    {
        Permission::guard(self::ACTION);
        $what = ($_GET['what'] ?? '') === self::OVERWRITES ? self::OVERWRITES : self::REPORT;
        try {
            $run = Services::get()->massSync()->run(is_numeric($_GET['run'] ?? null) ? (int) $_GET['run'] : 0);
        } catch (Problem $problem) {
            wp_die(esc_html($problem->getMessage()), '', ['response' => $problem->httpStatus]);
        }
        Csv::download(
            "dolisync-{$what}-{$run->id}",
            static fn ($stream) => (new self(Services::get()))->write($stream, $run, $what === self::OVERWRITES)
        );
    }

    /**
     * @param resource $stream
     * @param bool $onlyOverwrites only the changes of the shop that are, or would be, overwritten
     */
    public function write($stream, Run $run, bool $onlyOverwrites): void
    {
        Csv::begin($stream, [
            __('Kind of record', 'dolisync'), __('What was done', 'dolisync'), __('Name', 'dolisync'),
            __('Number in WPshop', 'dolisync'), __('Number in Dolibarr', 'dolisync'), __('Field', 'dolisync'),
            __('Before', 'dolisync'), __('After', 'dolisync'), __('Problem', 'dolisync'),
        ]);
        $unlisted = $this->services->massSyncProgress()->unlisted($run);
        foreach ($onlyOverwrites ? [] : $run->entities as $entity) {
            $why = MassSyncWords::leftOut($run, $entity, $unlisted);
            if ($why !== null) {
                Csv::line($stream, [$entity->label(), __('Left out', 'dolisync'), '', '', '', '', '', '', $why]);
            }
        }
        foreach ($onlyOverwrites ? [RecordKind::Overwritten] : RecordKind::cases() as $kind) {
            foreach ($this->records($run, $kind) as $record) {
                $this->record($stream, $record);
            }
        }
        if (!$onlyOverwrites) {
            foreach ($this->services->massSyncProgress()->written($run) as $entry) {
                $this->entry($stream, $entry);
            }
        }
    }

    /** @return \Generator<int, RunRecord> */
    private function records(Run $run, RecordKind $kind): \Generator
    {
        $last = 0;
        do {
            $records = $this->services->massSyncProgress()->records($run, $kind, null, $last, self::AT_ONCE);
            foreach ($records as $record) {
                $last = $record->id;
                yield $record;
            }
        } while (count($records) === self::AT_ONCE);
    }

    /** @param resource $stream */
    private function record($stream, RunRecord $record): void
    {
        $stage = $this->services->stages()->of($record->entity);
        $changes = array_map(
            static fn (array $change): array => [
                $stage->fieldLabel($change['field']),
                $stage->words($change['field'], $change['wpshop']),
                $stage->words($change['field'], $change['dolibarr']),
            ],
            $record->changes
        );
        foreach ($changes === [] ? [['', '', '']] : $changes as $change) {
            Csv::line($stream, [
                $record->entity->label(),
                MassSyncWords::kind($record->kind),
                $record->title,
                (string) $record->wpId,
                (string) $record->dolibarrId,
                ...$change,
                $record->problem === null ? '' : ProblemWords::message($record->problem),
            ]);
        }
    }

    /** @param resource $stream */
    private function entry($stream, JournalEntry $entry): void
    {
        $stage = $this->services->stages()->ofType($entry->type);
        foreach ($entry->changes->wpshop as $change) {
            Csv::line($stream, [
                $stage?->entity()->label() ?? $entry->type,
                $entry->undoneAt === null ? JournalWords::action($entry->action) : __('Undone', 'dolisync'),
                (string) ($entry->kept['title'] ?? ''),
                (string) $entry->productId,
                (string) $entry->dolibarrId,
                $stage?->fieldLabel($change['key']) ?? $change['key'],
                $stage?->words($change['key'], $change['before']) ?? $change['before'],
                $stage?->words($change['key'], $change['after']) ?? $change['after'],
                '',
            ]);
        }
    }
}
