<?php

declare(strict_types=1);

namespace DoliSync\Cli;

use DoliSync\Dolibarr\Problems;
use DoliSync\Problem;
use DoliSync\Sync\Choice;
use DoliSync\Sync\Comparison;
use DoliSync\Sync\JournalEntry;
use DoliSync\Sync\Merge;
use DoliSync\Sync\Row;
use DoliSync\Sync\Status;
use WP_CLI;

/** `wp dolisync sync` */
final class SyncCommand extends Command
{
    /**
     * Synchronizes associated products.
     *
     * Without --keep, what one side alone changed is carried over to the other;
     * what both sides changed is listed and left. With --keep, exactly that
     * version is written, as it was read a moment before. Every write is in the
     * journal, from where it can be undone.
     *
     * ## OPTIONS
     *
     * [<id>...]
     * : The numbers of products in WPshop.
     *
     * [--all]
     * : All associated products that are not the same on both sides.
     *
     * [--keep=<version>]
     * : The version to keep where both differ: wpshop, dolibarr, or field by
     * field as in price:dolibarr,title:wpshop.
     *
     * [--dry-run]
     * : Only show what would be written where.
     *
     * [--yes]
     * : Do not ask before --keep overwrites several products.
     *
     * [--fields=<fields>]
     * : Columns, separated by commas: id, title, field, wpshop, dolibarr,
     * result, problem.
     *
     * [--format=<format>]
     * : How it is printed.
     * ---
     * default: table
     * options:
     *   - table
     *   - csv
     *   - json
     *   - yaml
     *   - count
     *   - ids
     * ---
     *
     * ## EXIT CODES
     *
     * 0: done, and the same on both sides.
     * 1: an error.
     * 2: something is left for a person, or with --dry-run: would be written.
     *
     * ## EXAMPLES
     *
     *     # What would be carried over, and where?
     *     $ wp dolisync sync --all --dry-run
     *
     *     # In this product Dolibarr's price and the shop's title hold.
     *     $ wp dolisync sync 59 --keep=price:dolibarr,title:wpshop
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function __invoke(array $arguments, array $options): void
    {
        $this->carryOut(function () use ($arguments, $options): int {
            $output = new Output($options);
            $keep = Keep::of(isset($options['keep']) ? (string) $options['keep'] : null);
            $isAll = (bool) ($options['all'] ?? false);
            $isDry = $output->isDry();
            $selection = Selection::of($this->services->catalogue(), $arguments, $isAll);
            if ($keep !== null && ($isAll || $selection->count() > 1)) {
                $output->confirm(__('The version named by --keep overwrites the other one of each product that differs. Go on?', 'dolisync'));
            }
            return $this->each($output, $selection, $isAll, $keep, $isDry);
        });
    }

    /** @param array<string, string>|null $keep field → side */
    private function each(Output $output, Selection $selection, bool $onlyDiffering, ?array $keep, bool $isDry): int
    {
        $rows = new FieldRows($output->isForPeople());
        $bar = $output->progress(__('Synchronizing', 'dolisync'), $selection->count());
        $done = [];
        $end = null;
        foreach ($selection->pages() as $ids) {
            foreach ($onlyDiffering ? $this->differing($ids) : $ids as $id) {
                try {
                    array_push($done, ...$this->one($rows, $id, $keep, $isDry));
                } catch (Problem $problem) {
                    if (Problems::isOfAll($problem)) {
                        $end = $problem;
                        break 2;
                    }
                    $title = $this->services->catalogue()->titles([$id])[$id] ?? '';
                    WP_CLI::warning("#{$id} {$title}: " . ProblemText::of($problem));
                    $done[] = FieldRows::problem($id, $title, $problem);
                }
            }
            $bar->tick(count($ids));
        }
        $bar->finish();
        $output->rows($done, FieldRows::COLUMNS);
        return $end === null ? self::conclude($output, $done, $isDry) : throw $end;
    }

    /**
     * Of a page, those that are associated and not known to be the same: one request.
     *
     * @param list<int> $ids
     * @return list<int>
     */
    private function differing(array $ids): array
    {
        $rows = array_filter(
            $this->services->statusCheck()->rows($ids),
            static fn (Row $row): bool => $row->dolibarrId !== null && $row->status !== Status::Synced
        );
        return array_values(array_map(static fn (Row $row): int => $row->id, $rows));
    }

    /**
     * @param array<string, string>|null $keep field → side
     * @return list<array<string, mixed>>
     * @throws Problem
     */
    private function one(FieldRows $rows, int $id, ?array $keep, bool $isDry): array
    {
        $seen = $this->services->comparisons()->read($id);
        if ($keep === null) {
            $merge = Merge::of($seen->fields);
            return $isDry || $merge->isEmpty()
                ? $rows->planned($seen, $merge->toWpshop, $merge->toDolibarr)
                : $this->merged($rows, $seen);
        }
        if ($isDry) {
            $choice = Choice::of($keep);
            $choice->requireComplete($seen->fields);
            return $rows->planned(
                $seen,
                $choice->valuesFor($seen->fields, Choice::WPSHOP),
                $choice->valuesFor($seen->fields, Choice::DOLIBARR)
            );
        }
        $outcome = $this->services->synchronizer()->sync($id, $seen->revisions(), $keep);
        return $rows->written($seen, $outcome->changes, $outcome->refused);
    }

    /** @return list<array<string, mixed>> what was written, as the journal has it, and what was left */
    private function merged(FieldRows $rows, Comparison $seen): array
    {
        $id = $seen->product->id;
        $newest = $this->entries($id)[0]->id ?? 0;
        $this->services->propagation()->look($id, true, false);
        $done = [];
        foreach (array_reverse($this->entries($id)) as $entry) {
            if ($entry->id > $newest) {
                array_push($done, ...$rows->written($seen, $entry->changes, []));
            }
        }
        $left = $this->services->links()->of($id)?->verdict->fields ?? [];
        $merge = Merge::of($seen->fields);
        $refused = array_intersect($left, array_keys($merge->toWpshop + $merge->toDolibarr));
        return [...$done, ...$rows->fields($seen, $refused, 'refused'), ...$rows->fields($seen, array_diff($left, $refused), null)];
    }

    /** @return list<JournalEntry> the newest first */
    private function entries(int $id): array
    {
        return $this->services->journal()->page($id, 1)['entries'];
    }

    /** @param list<array<string, mixed>> $rows */
    private static function conclude(Output $output, array $rows, bool $isDry): int
    {
        $isWrite = static fn (array $row): bool => in_array($row['result'], ['to_wpshop', 'to_dolibarr'], true);
        $products = static fn (array $rows): int => count(array_unique(array_column($rows, 'id')));
        $written = $products(array_filter($rows, $isWrite));
        $left = $products(array_filter($rows, static fn (array $row): bool => !$isWrite($row)));
        $output->success(sprintf(
            $isDry
                /* translators: 1, 2: numbers of products. */
                ? __('Nothing was written. To be synchronized: %1$s; left for you: %2$s.', 'dolisync')
                /* translators: 1, 2: numbers of products. */
                : __('Synchronized: %1$s; left for you: %2$s.', 'dolisync'),
            number_format_i18n($written),
            number_format_i18n($left)
        ));
        return $left > 0 || $isDry && $written > 0 ? ExitCode::LEFT : ExitCode::DONE;
    }
}
