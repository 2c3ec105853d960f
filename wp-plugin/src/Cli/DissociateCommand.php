<?php

declare(strict_types=1);

namespace DoliSync\Cli;

use DoliSync\Problem;
use DoliSync\Sync\Comparisons;
use WP_CLI;

/** `wp dolisync dissociate` */
final class DissociateCommand extends Command
{
    private const COLUMNS = ['id', 'title', 'dolibarr_id', 'result', 'problem'];

    /**
     * Ends the associations of products; both sides keep their data.
     *
     * ## OPTIONS
     *
     * <id>...
     * : The numbers of products in WPshop.
     *
     * [--dry-run]
     * : Only show which associations would end.
     *
     * [--yes]
     * : Do not ask.
     *
     * [--fields=<fields>]
     * : Columns, separated by commas: id, title, dolibarr_id, result, problem.
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
     * 0: done.
     * 1: an error.
     * 2: some could not be dissociated, or with --dry-run: some would be.
     *
     * ## EXAMPLES
     *
     *     $ wp dolisync dissociate 59 --yes
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function __invoke(array $arguments, array $options): void
    {
        $this->carryOut(function () use ($arguments, $options): int {
            $output = new Output($options);
            $isDry = $output->isDry();
            $selection = Selection::these($this->services->catalogue(), $arguments);
            $output->confirm(sprintf(
                /* translators: %s: a number of products. */
                _n('Dissociate %s product? Both sides keep their data.', 'Dissociate %s products? Both sides keep their data.', $selection->count(), 'dolisync'),
                number_format_i18n($selection->count())
            ));
            $rows = [];
            foreach ($selection->pages() as $ids) {
                foreach ($ids as $id) {
                    $rows[] = $this->one($id, $isDry);
                }
            }
            return $output->conclude($rows, self::COLUMNS, count(array_filter(array_column($rows, 'problem'))), $isDry
                /* translators: 1, 2: numbers of products. */
                ? __('Nothing was written. To be dissociated: %1$s; left for you: %2$s.', 'dolisync')
                /* translators: 1, 2: numbers of products. */
                : __('Dissociated: %1$s; left for you: %2$s.', 'dolisync'));
        });
    }

    /** @return array<string, mixed> */
    private function one(int $id, bool $isDry): array
    {
        $link = $this->services->links()->of($id);
        $row = ['id' => $id, 'title' => $this->services->catalogue()->titles([$id])[$id] ?? '', 'dolibarr_id' => $link?->dolibarrId];
        try {
            if ($link === null) {
                throw Comparisons::notLinked();
            }
            if (!$isDry) {
                $this->services->synchronizer()->unlink($id);
            }
            return $row + ['result' => $isDry ? 'to_dissociate' : 'dissociated', 'problem' => null];
        } catch (Problem $problem) {
            WP_CLI::warning("#{$id} {$row['title']}: " . ProblemText::of($problem));
            return $row + ['result' => 'problem', 'problem' => $problem->name];
        }
    }
}
