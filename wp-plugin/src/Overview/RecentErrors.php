<?php

declare(strict_types=1);

namespace DoliSync\Overview;

use DoliSync\Admin\JournalPage;
use DoliSync\Admin\JournalWords;
use DoliSync\Admin\ProblemWords;
use DoliSync\Admin\ProductList;
use DoliSync\Admin\ProductNames;
use DoliSync\Admin\WaitingPage;
use DoliSync\Services;

/**
 * What went wrong lately and still stands, the newest first: what waits after a vain try, products that could not be
 * checked, writes that never ended. The same trouble of many products is one line.
 */
final class RecentErrors
{
    private const SHOWN = 10;
    /** So many of a kind are looked at. */
    private const READ = 500;

    public function __construct(private readonly Services $services)
    {
    }

    /** @return list<array{at: string, what: string, message: string, next_action: string, url: string}> */
    public function read(): array
    {
        $errors = [...$this->waiting(), ...$this->unchecked(), ...$this->interrupted()];
        usort($errors, static fn (array $one, array $other): int => $other['at'] <=> $one['at']);
        return array_slice($errors, 0, self::SHOWN);
    }

    /** @return list<array<string, string>> */
    private function waiting(): array
    {
        $troubles = [];
        foreach ($this->services->queue()->failed(self::READ) as $entry) {
            // The problem may have been noted before there was a time to it.
            $troubles[] = ['problem' => $entry->lastProblem + ['at' => $entry->since], 'wp_id' => $entry->wpId, 'dolibarr_id' => $entry->dolibarrId];
        }
        return $this->lines($troubles, WaitingPage::url(), static fn (array $trouble): string => WaitingPage::url(
            ['s' => '#' . ($trouble['wp_id'] ?? $trouble['dolibarr_id'])]
        ));
    }

    /** @return list<array<string, string>> */
    private function unchecked(): array
    {
        $troubles = [];
        foreach ($this->services->links()->problems(self::READ) as $wpId => $problem) {
            $troubles[] = ['problem' => $problem, 'wp_id' => $wpId, 'dolibarr_id' => null];
        }
        return $this->lines($troubles, ProductList::url(), static fn (array $trouble): string => ProductList::rowUrl() . $trouble['wp_id']);
    }

    /** @return list<array<string, string>> */
    private function interrupted(): array
    {
        $lines = [];
        $entries = $this->services->journal()->allInterrupted(self::SHOWN);
        $names = ProductNames::of($this->services, array_column($entries, 'productId'));
        foreach ($entries as $entry) {
            $lines[] = [
                'at' => $entry->at,
                'what' => $names->plain($entry->productId),
                'message' => JournalWords::interrupted(),
                'next_action' => 'review',
                'url' => JournalPage::url(['product' => (string) $entry->productId]),
            ];
        }
        return $lines;
    }

    /**
     * @param list<array{problem: array<string, string>, wp_id: int|null, dolibarr_id: int|null}> $troubles
     * @param string $all the address of all products that have some trouble
     * @param callable(array): string $one the address of the one product that has a trouble
     * @return list<array<string, string>>
     */
    private function lines(array $troubles, string $all, callable $one): array
    {
        $alike = [];
        foreach ($troubles as $trouble) {
            $alike[$trouble['problem']['code'] . ' ' . ProblemWords::message($trouble['problem'])][] = $trouble;
        }
        $lines = [];
        foreach (array_slice($alike, 0, self::SHOWN) as $of) {
            $newest = max(array_column(array_column($of, 'problem'), 'at'));
            [$first, $many] = [$of[0], count($of)];
            $lines[] = [
                'at' => $newest,
                'what' => match (true) {
                    /* translators: %s: a number of products. */
                    $many > 1 => sprintf(_n('%s product', '%s products', $many, 'dolisync'), number_format_i18n($many)),
                    $first['wp_id'] === null => ProductNames::inDolibarr((int) $first['dolibarr_id']),
                    default => ProductNames::of($this->services, [$first['wp_id']])->plain($first['wp_id']),
                },
                'message' => ProblemWords::message($first['problem']),
                'next_action' => $first['problem']['next_action'],
                'url' => $many > 1 ? $all : $one($first),
            ];
        }
        return $lines;
    }
}
