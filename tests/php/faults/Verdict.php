<?php

declare(strict_types=1);

namespace DoliSync\Tests\Faults;

/** Whether everything is in order after a round: no edit lost, nothing doubled, no association broken. */
final class Verdict
{
    /** @var list<string> */
    private array $wrong = [];

    /**
     * @param list<Product> $products
     * @param array<string, mixed> $found from Shop::everything
     */
    public function __construct(private readonly array $products, private readonly array $found, private readonly Figures $figures)
    {
    }

    /** @return list<string> */
    public function wrong(): array
    {
        if ($this->found['brake'] !== null) {
            $this->say('The brake is on: ' . json_encode($this->found['brake']));
        }
        foreach ($this->found['queue'] as $entry) {
            $this->say('Still waiting: ' . json_encode($entry));
        }
        $shop = $this->byBarcode($this->found['shop']);
        $dolibarr = $this->byBarcode($this->found['dolibarr']);
        $links = array_column($this->found['links'], null, 'wp_id');
        foreach ($this->products as $product) {
            $this->check($product, $shop[$product->barcode()] ?? [], $dolibarr[$product->barcode()] ?? [], $links);
        }
        $this->checkLinks();
        return $this->wrong;
    }

    /**
     * @param list<int> $inShop its ids there
     * @param list<int> $inDolibarr
     * @param array<int, array<string, mixed>> $links
     */
    private function check(Product $product, array $inShop, array $inDolibarr, array $links): void
    {
        $this->count($product, 'the shop', count($inShop), match (true) {
            $product->kind === Product::OLD_IN_DOLIBARR => 0,
            // Deleted before it came to the other side.
            $product->kind === Product::NEW_IN_DOLIBARR && $product->deletedIn === 'dolibarr' => null,
            default => 1,
        });
        $this->count($product, 'Dolibarr', count($inDolibarr), match (true) {
            $product->deletedIn === 'dolibarr' => 0,
            $product->kind === Product::OLD_IN_SHOP && !$product->mustBeLinked => $product->mayBeInDolibarr ? null : 0,
            $product->kind === Product::NEW_IN_SHOP && $product->deletedIn === 'wpshop' => null,
            default => 1,
        });
        [$id, $dolibarrId] = [$inShop[0] ?? null, $inDolibarr[0] ?? null];
        $link = $id === null ? null : $links[$id] ?? null;
        if ($product->mustBeLinked && $product->deletedIn === null && ($link === null || (int) $link['dolibarr_id'] !== $dolibarrId)) {
            $this->about($product, 'is not associated with itself on the other side: ' . json_encode($link));
        }
        if ($product->deletedIn !== null && $link !== null && $link['reason'] !== 'gone_in_' . $product->deletedIn) {
            $this->about($product, "was deleted in {$product->deletedIn} and its association says {$link['reason']}");
        }
        foreach (Product::FIELDS as $field) {
            $this->field(
                $product,
                $field,
                $id === null ? null : $this->found['shop'][$id][$product->base][$field],
                $dolibarrId === null ? $product->last[$field] ?? null : $this->found['dolibarr'][$dolibarrId]['values'][$field],
                $link !== null && $product->deletedIn === null ? $this->found['rows'][$id] : null
            );
        }
        $this->status($product, $id, $dolibarrId, $link);
    }

    private function count(Product $product, string $where, int $count, ?int $expected): void
    {
        if ($count > 1) {
            $this->about($product, "is {$count} times in {$where}");
        } elseif ($expected !== null && $count !== $expected) {
            $this->about($product, "is {$count} times in {$where}, not {$expected}");
        }
    }

    /** @param array<string, mixed>|null $row its status, when it is associated */
    private function field(Product $product, string $field, ?string $wpshop, ?string $dolibarr, ?array $row): void
    {
        $history = $product->histories[$field];
        $inForce = array_values(array_filter([$wpshop, $dolibarr], is_string(...)));
        foreach ($inForce as $value) {
            if (!$history->isKnown($value)) {
                $this->about($product, "has the {$field} {$value}, which nobody gave it", $field);
            }
        }
        foreach ($history->lost($inForce) as $value) {
            $this->about($product, "lost the {$field} {$value}: there is " . implode(' and ', $inForce), $field);
        }
        $this->figures->edits += $history->edits();
        if ($row === null || $wpshop === null || $dolibarr === null) {
            return;
        }
        if ($wpshop === $dolibarr) {
            $this->figures->agreed++;
            return;
        }
        $this->figures->waiting++;
        if (!$history->isTakenBack() && ($history->leads($wpshop, $dolibarr) || $history->leads($dolibarr, $wpshop))) {
            $this->figures->askedWithoutNeed++;
        }
        if ($row['status'] !== 'out_of_sync' || !in_array($field, $row['fields'], true)) {
            $this->about($product, "differs in {$field} ({$wpshop}, {$dolibarr}) and shows " . json_encode($row), $field);
        }
    }

    /** @param array<string, mixed>|null $link */
    private function status(Product $product, ?int $id, ?int $dolibarrId, ?array $link): void
    {
        if ($link === null || $product->deletedIn !== null) {
            return;
        }
        $differs = false;
        foreach (Product::FIELDS as $field) {
            $differs = $differs
                || $this->found['shop'][$id][$product->base][$field] !== $this->found['dolibarr'][$dolibarrId]['values'][$field];
        }
        $row = $this->found['rows'][$id];
        if ($row['status'] !== ($differs ? 'out_of_sync' : 'synced')) {
            $this->about($product, 'has the wrong status: ' . json_encode($row));
        }
    }

    private function checkLinks(): void
    {
        $taken = [];
        foreach ($this->found['links'] as $link) {
            $product = $this->found['shop'][$link['wp_id']] ?? null;
            $record = $this->found['dolibarr'][$link['dolibarr_id']] ?? null;
            $what = "The association {$link['wp_id']} – {$link['dolibarr_id']}";
            if ($product === null) {
                $this->say("{$what} is of no product of the shop.");
            } elseif ($record !== null && $record['barcode'] !== $product['barcode']) {
                $this->say("{$what} joins {$product['barcode']} and {$record['barcode']}.");
            } elseif ((int) $product['mark'] !== (int) $link['dolibarr_id']) {
                $this->say("{$what} is not in the shop’s own mark: {$product['mark']}.");
            } elseif ($record !== null && $record['shop_id'] !== (int) $link['wp_id']) {
                $this->say("{$what} is not in Dolibarr, which names " . json_encode($record['shop_id']) . ': ' . json_encode($link));
            }
            if (isset($taken[$link['dolibarr_id']])) {
                $this->say("{$what}: Dolibarr’s end is taken by {$taken[$link['dolibarr_id']]} too.");
            }
            $taken[$link['dolibarr_id']] = $link['wp_id'];
        }
    }

    /**
     * @param array<int, array<string, mixed>> $records
     * @return array<string, list<int>> barcode → ids
     */
    private function byBarcode(array $records): array
    {
        $ids = [];
        foreach ($records as $id => $record) {
            $ids[$record['barcode']][] = $id;
        }
        return $ids;
    }

    private function about(Product $product, string $what, ?string $field = null): void
    {
        $log = $field === null ? '' : "\n      " . implode("\n      ", $product->histories[$field]->log());
        $this->say("Product {$product->number} ({$product->kind}; WPshop {$product->wpId}, Dolibarr {$product->dolibarrId}"
            . ($product->deletedIn === null ? '' : ", deleted in {$product->deletedIn}") . ") {$what}{$log}");
    }

    private function say(string $what): void
    {
        $this->wrong[] = $what;
    }
}
