<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Catalogue\Canonical;
use DoliSync\Problem;

/** A category of products, as Dolibarr answers it. */
final class CategoryRecord implements Mirrored
{
    /** @param array<string, string> $values */
    private function __construct(private readonly int $id, private readonly array $values)
    {
    }

    /** @throws Problem dolisync_record_unreadable */
    public static function from(mixed $json): self
    {
        $raw = RawRecord::from($json, ['label', 'fk_parent']);
        return new self($raw->id, [
            'title' => Canonical::title($raw->neededText('label')),
            'parent' => (string) ($raw->reference('fk_parent') ?? ''),
        ]);
    }

    public function id(): int
    {
        return $this->id;
    }

    public function values(): array
    {
        return $this->values;
    }
}
