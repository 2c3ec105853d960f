<?php

declare(strict_types=1);

namespace DoliSync\Cli;

use DoliSync\Catalogue\PriceBase;
use DoliSync\Sync\Row;
use DoliSync\Sync\Status;
use WP_CLI;

/** `wp dolisync status` */
final class StatusCommand extends Command
{
    private const COLUMNS = ['id', 'reference', 'title', 'dolibarr_id', 'status', 'reason', 'checked_at'];

    /**
     * Shows whether products hold the same data in WPshop and Dolibarr.
     *
     * Asks Dolibarr once for two hundred products, and changes nothing on either
     * side. Without products it asks nobody, and counts what is known of all.
     *
     * ## OPTIONS
     *
     * [<id>...]
     * : The numbers of products in WPshop.
     *
     * [--all]
     * : All products.
     *
     * [--status=<status>]
     * : Only products with this status; of all, unless products are named.
     * ---
     * options:
     *   - synced
     *   - out_of_sync
     *   - unlinked
     *   - unknown
     * ---
     *
     * [--fields=<fields>]
     * : Columns, separated by commas: id, reference, title, dolibarr_id, status,
     * reason, checked_at, differing, next_try, problem.
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
     * 0: everything shown is synchronized.
     * 1: an error.
     * 2: something shown is not.
     *
     * ## EXAMPLES
     *
     *     # What has to be looked at.
     *     $ wp dolisync status --status=out_of_sync
     *
     *     # Synchronize exactly these.
     *     $ wp dolisync sync $(wp dolisync status --status=out_of_sync --format=ids)
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function __invoke(array $arguments, array $options): void
    {
        $this->carryOut(function () use ($arguments, $options): int {
            $output = new Output($options);
            $status = self::status($options);
            $isAll = (bool) ($options['all'] ?? $status !== null && $arguments === []);
            return $arguments === [] && !$isAll
                ? $this->counts($output)
                : $this->rows($output, Selection::of($this->services->catalogue(), $arguments, $isAll), $status);
        });
    }

    private function counts(Output $output): int
    {
        $counts = array_diff_key($this->services->knownStatuses()->count(), ['total' => 0]);
        $output->rows(array_map(
            static fn (string $status, int $number): array => ['status' => $status, 'products' => $number],
            array_keys($counts),
            $counts
        ), ['status', 'products'], 'status');
        return array_sum($counts) === $counts[Status::Synced->value] ? ExitCode::DONE : ExitCode::LEFT;
    }

    private function rows(Output $output, Selection $selection, ?Status $status): int
    {
        $bar = $output->progress(__('Looking', 'dolisync'), $selection->count());
        $shown = [];
        foreach ($selection->pages() as $ids) {
            $references = $this->references($ids);
            foreach ($this->services->statusCheck()->rows($ids) as $row) {
                if ($status === null || $row->status === $status) {
                    $shown[] = self::row($row, $references[$row->id] ?? '');
                }
            }
            $bar->tick(count($ids));
        }
        $bar->finish();
        $output->rows($shown, self::COLUMNS);
        array_map(WP_CLI::warning(...), array_unique(array_filter(array_column($shown, 'problem'))));
        $left = array_filter($shown, static fn (array $row): bool => $row['status'] !== Status::Synced->value);
        $output->success(sprintf(
            /* translators: 1, 2: numbers of products. */
            __('Products shown: %1$s; not synchronized: %2$s.', 'dolisync'),
            number_format_i18n(count($shown)),
            number_format_i18n(count($left))
        ));
        return $left === [] ? ExitCode::DONE : ExitCode::LEFT;
    }

    /**
     * @param list<int> $ids
     * @return array<int, string> id → reference
     */
    private function references(array $ids): array
    {
        $references = [];
        foreach ($this->services->catalogue()->readMany($ids) as $id => $product) {
            $references[$id] = $product->values(PriceBase::WithoutTax)['reference'];
        }
        return $references;
    }

    /** @return array<string, mixed> */
    private static function row(Row $row, string $reference): array
    {
        return [
            'id' => $row->id,
            'reference' => $reference,
            'title' => $row->title,
            'dolibarr_id' => $row->dolibarrId,
            'status' => $row->status->value,
            'reason' => $row->reason?->value,
            'checked_at' => $row->checkedAt,
            'differing' => implode(', ', $row->fields),
            'next_try' => $row->nextTry,
            'problem' => $row->problem?->getMessage(),
        ];
    }

    /** @param array<string, mixed> $options */
    private static function status(array $options): ?Status
    {
        $typed = $options['status'] ?? null;
        return $typed === null ? null : Status::tryFrom((string) $typed) ?? throw ProblemText::badInput(
            /* translators: %s: what was typed. */
            sprintf(__('“%s” is no status.', 'dolisync'), $typed)
        );
    }
}
