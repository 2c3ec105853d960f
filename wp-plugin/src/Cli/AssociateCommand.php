<?php

declare(strict_types=1);

namespace DoliSync\Cli;

use DoliSync\Dolibarr\Problems;
use DoliSync\Problem;
use DoliSync\Sync\Choice;
use DoliSync\Sync\Comparison;
use DoliSync\Sync\LinkingOfMany;
use DoliSync\Sync\Suggestions;
use DoliSync\Sync\Verdict;
use WP_CLI;

/** `wp dolisync associate` */
final class AssociateCommand extends Command
{
    private const COLUMNS = ['id', 'title', 'dolibarr_id', 'why', 'differing', 'to_wpshop', 'to_dolibarr', 'result', 'problem'];

    /** What keeps every pair that is left from being associated. */
    private ?Problem $end = null;

    /**
     * Associates a product with one of Dolibarr’s, or all that are surely the
     * same.
     *
     * Where both hold the same data they are associated as they are. Where they
     * differ, --keep says which version is written to the other side; without it
     * the pair is left.
     *
     * ## OPTIONS
     *
     * [<id>]
     * : The number of a product in WPshop.
     *
     * [<dolibarr_id>]
     * : The number of a product in Dolibarr.
     *
     * [--suggested]
     * : All pairs that DoliSync suggests: the same reference or barcode, or
     * Dolibarr names the product. Asks Dolibarr only for these.
     *
     * [--by-reference]
     * : All products that have the reference of exactly one free product in
     * Dolibarr: one request a product.
     *
     * [--keep=<version>]
     * : The version to keep where both differ: wpshop or dolibarr; for one pair
     * also field by field as in price:dolibarr,title:wpshop.
     *
     * [--dry-run]
     * : Only show what would be associated, and which fields would be written
     * where.
     *
     * [--yes]
     * : Do not ask before --keep overwrites several products.
     *
     * [--fields=<fields>]
     * : Columns, separated by commas: id, title, dolibarr_id, why, differing,
     * to_wpshop, to_dolibarr, result, problem.
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
     * 0: all were associated.
     * 1: an error.
     * 2: some are left for a person, or with --dry-run: would be associated.
     *
     * ## EXAMPLES
     *
     *     $ wp dolisync associate 59 68 --keep=dolibarr
     *
     *     # Look first, then associate all that have the same reference.
     *     $ wp dolisync associate --by-reference --dry-run
     *     $ wp dolisync associate --by-reference --keep=wpshop --yes
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function __invoke(array $arguments, array $options): void
    {
        $this->carryOut(function () use ($arguments, $options): int {
            $output = new Output($options);
            $ways = array_keys(array_filter(['suggested' => $options['suggested'] ?? false, 'by-reference' => $options['by-reference'] ?? false]));
            if (count($arguments) !== ($ways === [] ? 2 : 0) || count($ways) > 1) {
                throw ProblemText::badInput(__('Name a product of WPshop and one of Dolibarr, or give --suggested, or --by-reference.', 'dolisync'));
            }
            $typed = isset($options['keep']) ? (string) $options['keep'] : null;
            $isDry = $output->isDry();
            $rows = $ways === []
                ? [$this->one(Selection::id($arguments[0]), Selection::id($arguments[1]), Keep::of($typed) ?? [], $isDry)]
                : $this->many($output, $ways[0], Keep::side($typed), $isDry);
            if ($this->end !== null) {
                $output->rows($rows, self::COLUMNS);
                throw $this->end;
            }
            return $output->conclude($rows, self::COLUMNS, count(array_filter(array_column($rows, 'problem'))), $isDry
                /* translators: 1, 2: numbers of products. */
                ? __('Nothing was written. To be associated: %1$s; left for you: %2$s.', 'dolisync')
                /* translators: 1, 2: numbers of products. */
                : __('Associated: %1$s; left for you: %2$s.', 'dolisync'));
        });
    }

    /**
     * @param array<string, string> $keep field → side
     * @return array<string, mixed>
     * @throws Problem
     */
    private function one(int $id, int $dolibarrId, array $keep, bool $isDry): array
    {
        $this->services->synchronizer()->requireFree($id, $dolibarrId);
        $seen = $this->services->comparisons()->read($id, $dolibarrId);
        if ($isDry) {
            return self::planned($seen, null, $keep);
        }
        $outcome = $this->services->synchronizer()->link($id, $dolibarrId, $seen->revisions(), $keep);
        return self::row($seen, null, 'associated', array_column($outcome->changes->wpshop, 'key'), array_column($outcome->changes->dolibarr, 'key'));
    }

    /** @return list<array<string, mixed>> */
    private function many(Output $output, string $way, ?string $keep, bool $isDry): array
    {
        if ($keep !== null) {
            $output->confirm(__('The version named by --keep overwrites the other one of each pair that differs. Go on?', 'dolisync'));
        }
        $found = $this->found($output, $way);
        $claims = array_count_values(array_column($found, 'dolibarr_id'));
        $isSure = static fn (array $pair): bool => $claims[$pair['dolibarr_id']] === 1;
        $rows = array_map($this->claimedTwice(...), array_values(array_filter($found, static fn (array $pair): bool => !$isSure($pair))));
        $sure = array_values(array_filter($found, $isSure));
        $bar = $output->progress(__('Associating', 'dolisync'), count($sure));
        foreach (array_chunk($sure, LinkingOfMany::TOGETHER) as $pairs) {
            array_push($rows, ...$this->together($pairs, $keep, $isDry));
            $bar->tick(count($pairs));
            if ($this->end !== null) {
                break;
            }
        }
        $bar->finish();
        return $rows;
    }

    /**
     * What DoliSync takes for the same, of the products that are not associated.
     *
     * @return list<array{wp_id: int, dolibarr_id: int, why: string}>
     */
    private function found(Output $output, string $way): array
    {
        $selection = Selection::all($this->services->catalogue());
        $bar = $output->progress(__('Looking', 'dolisync'), $selection->count());
        $found = [];
        foreach ($selection->pages() as $ids) {
            $unlinked = array_values(array_diff($ids, array_keys($this->services->links()->ofMany($ids))));
            $pairs = $way === 'suggested' ? $this->services->suggestions()->ofMany($unlinked) : $this->withSameReference($unlinked);
            foreach ($pairs as $id => ['dolibarr_id' => $dolibarrId, 'why' => $why]) {
                $found[] = ['wp_id' => $id, 'dolibarr_id' => $dolibarrId, 'why' => $why];
            }
            $bar->tick(count($ids));
        }
        $bar->finish();
        return $found;
    }

    /**
     * @param list<int> $ids
     * @return array<int, array{dolibarr_id: int, why: string}> by the shop's id
     */
    private function withSameReference(array $ids): array
    {
        $found = [];
        foreach ($this->services->catalogue()->readMany($ids) as $id => $product) {
            $same = $this->services->candidates()->withSameCode($product);
            if ($same !== null && $same['why'] === Suggestions::SAME_REFERENCE) {
                $found[$id] = $same;
            }
        }
        return $found;
    }

    /**
     * @param list<array{wp_id: int, dolibarr_id: int, why: string}> $pairs
     * @return list<array<string, mixed>>
     */
    private function together(array $pairs, ?string $keep, bool $isDry): array
    {
        $rows = $toLink = [];
        foreach ($this->services->linkingOfMany()->look($pairs, $isDry && $keep !== null) as $place => $seen) {
            $pair = $pairs[$place];
            if ($seen instanceof Problem) {
                $rows[] = $this->problem($pair, $seen);
            } elseif ($isDry) {
                $rows[] = $this->plannedOrNot($pair, $seen, $keep);
            } else {
                $toLink[] = ['revisions' => $seen->revisions(), 'keep' => $keep] + $pair + ['seen' => $seen];
            }
        }
        return [...$rows, ...$this->link($toLink)];
    }

    /**
     * @param list<array<string, mixed>> $pairs
     * @return list<array<string, mixed>>
     */
    private function link(array $pairs): array
    {
        $rows = [];
        while ($pairs !== []) {
            $notTried = [];
            foreach ($this->services->linkingOfMany()->link($pairs) as $place => $linked) {
                $pair = $pairs[$place];
                $changes = $linked->outcome?->changes;
                if ($linked->problem?->name === 'dolisync_not_tried') {
                    $notTried[] = $pair;
                } else {
                    $rows[] = $changes === null
                        ? $this->problem($pair, $linked->problem, $pair['seen'])
                        : self::row($pair['seen'], $pair['why'], 'associated', array_column($changes->wpshop, 'key'), array_column($changes->dolibarr, 'key'));
                }
            }
            $pairs = $notTried;
        }
        return $rows;
    }

    /**
     * @param array{wp_id: int, dolibarr_id: int, why: string} $pair
     * @return array<string, mixed>
     */
    private function plannedOrNot(array $pair, Comparison $seen, ?string $keep): array
    {
        try {
            return self::planned($seen, $pair['why'], $keep === null ? [] : Keep::of($keep));
        } catch (Problem $problem) {
            return $this->problem($pair, $problem, $seen);
        }
    }

    /**
     * @param array<string, string> $keep field → side
     * @return array<string, mixed>
     * @throws Problem dolisync_choice_incomplete
     */
    private static function planned(Comparison $seen, ?string $why, array $keep): array
    {
        $choice = Choice::of($keep);
        $choice->requireComplete($seen->fields);
        return self::row(
            $seen,
            $why,
            'to_associate',
            array_keys($choice->valuesFor($seen->fields, Choice::WPSHOP)),
            array_keys($choice->valuesFor($seen->fields, Choice::DOLIBARR))
        );
    }

    /**
     * @param list<string> $toWpshop fields
     * @param list<string> $toDolibarr fields
     * @return array<string, mixed>
     */
    private static function row(Comparison $seen, ?string $why, string $result, array $toWpshop, array $toDolibarr): array
    {
        return [
            'id' => $seen->product->id,
            'title' => $seen->product->title(),
            'dolibarr_id' => $seen->record->id,
            'why' => $why,
            'differing' => self::differing($seen),
            'to_wpshop' => implode(', ', $toWpshop),
            'to_dolibarr' => implode(', ', $toDolibarr),
            'result' => $result,
            'problem' => null,
        ];
    }

    /**
     * @param array{wp_id: int, dolibarr_id: int, why: string} $pair
     * @return array<string, mixed>
     */
    private function problem(array $pair, Problem $problem, ?Comparison $seen = null): array
    {
        $this->end = Problems::isOfAll($problem) ? $problem : $this->end;
        $title = $this->services->catalogue()->titles([$pair['wp_id']])[$pair['wp_id']] ?? '';
        WP_CLI::warning("#{$pair['wp_id']} {$title}: " . ProblemText::of($problem));
        return [
            'id' => $pair['wp_id'], 'title' => $title, 'dolibarr_id' => $pair['dolibarr_id'], 'why' => $pair['why'],
            'differing' => $seen === null ? '' : self::differing($seen), 'to_wpshop' => '', 'to_dolibarr' => '', 'result' => 'left', 'problem' => $problem->name,
        ];
    }

    private static function differing(Comparison $seen): string
    {
        return implode(', ', Verdict::of($seen->fields)->fields);
    }

    /**
     * @param array{wp_id: int, dolibarr_id: int, why: string} $pair
     * @return array<string, mixed>
     */
    private function claimedTwice(array $pair): array
    {
        return $this->problem($pair, Problem::named(
            'dolisync_claimed_twice',
            __('Several products of the shop seem to be this one of Dolibarr: associate the right one by its numbers.', 'dolisync'),
            'review'
        ));
    }
}
