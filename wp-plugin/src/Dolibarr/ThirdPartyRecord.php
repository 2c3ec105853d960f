<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Catalogue\Canonical;
use DoliSync\Catalogue\Countries;
use DoliSync\Problem;

/** A third party, customer or not, as Dolibarr answers it. */
final class ThirdPartyRecord implements Mirrored
{
    /** @param array<string, string> $values */
    private function __construct(private readonly int $id, private readonly array $values)
    {
    }

    /** @throws Problem dolisync_record_unreadable */
    public static function from(mixed $json): self
    {
        $raw = RawRecord::from($json, ['name', 'address', 'zip', 'town', 'phone', 'email', 'country_id']);
        return new self($raw->id, [
            'title' => Canonical::title($raw->neededText('name')),
            'status' => 'present',
            'address' => Canonical::plain($raw->text('address')),
            'zip' => Canonical::plain($raw->text('zip')),
            'town' => Canonical::plain($raw->text('town')),
            'country' => Countries::name($raw->text('country_code')),
            'country_id' => (string) ($raw->reference('country_id') ?? ''),
            'phone' => Canonical::plain($raw->text('phone')),
            'email' => Canonical::plain($raw->text('email')),
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
