<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Catalogue\Canonical;
use DoliSync\Problem;

/** A contact of a third party, as Dolibarr answers it. */
final class ContactRecord implements Mirrored
{
    /** @param array<string, string> $values */
    private function __construct(private readonly int $id, private readonly array $values)
    {
    }

    /** @throws Problem dolisync_record_unreadable */
    public static function from(mixed $json): self
    {
        $raw = RawRecord::from($json, ['lastname', 'firstname', 'email', 'socid']);
        return new self($raw->id, [
            'email' => Canonical::plain($raw->text('email')),
            'firstname' => Canonical::title($raw->text('firstname')),
            'lastname' => Canonical::title($raw->text('lastname')),
            'phone' => Canonical::plain($raw->text('phone_pro')),
            'phone_mobile' => Canonical::plain($raw->text('phone_mobile')),
            'third_party' => (string) ($raw->reference('socid') ?? ''),
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
