<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\ProductFields;
use DoliSync\Problem;

/** Which side's version a person keeps, field by field. */
final class Choice
{
    public const WPSHOP = 'wpshop';
    public const DOLIBARR = 'dolibarr';

    /** @param array<string, string> $sides field → side */
    private function __construct(private readonly array $sides)
    {
    }

    /**
     * @param array<string, mixed> $choice as sent
     * @throws Problem rest_invalid_param
     */
    public static function of(array $choice): self
    {
        foreach ($choice as $key => $side) {
            $known = in_array($key, ProductFields::KEYS, true) && in_array($side, [self::WPSHOP, self::DOLIBARR], true);
            if (!$known) {
                throw Problem::named('rest_invalid_param', __('The choice names a field or a side that does not exist.', 'dolisync'));
            }
        }
        return new self($choice);
    }

    /** Whether a side was named for this field. */
    public function isAbout(string $key): bool
    {
        return isset($this->sides[$key]);
    }

    /**
     * @param list<Field> $fields
     * @throws Problem dolisync_choice_incomplete
     */
    public function requireComplete(array $fields): void
    {
        foreach ($fields as $field) {
            $isOpen = $field->isChoosable() && $field->owner === FieldOwner::Both && !isset($this->sides[$field->key]);
            if ($isOpen && !$field->isUnsettled()) {
                throw Problem::named(
                    'dolisync_choice_incomplete',
                    __('Choose the version to keep for each field that differs.', 'dolisync'),
                    'review'
                );
            }
        }
    }

    /**
     * What one side gets: the other side's values of the fields for which the other side is kept. A choice for a
     * field that is the same, or that is not written, is no choice; where the settings name an owner, that is the choice.
     *
     * @param list<Field> $fields
     * @param string $side the side that is written
     * @return array<string, string> field → value
     */
    public function valuesFor(array $fields, string $side): array
    {
        $kept = $side === self::WPSHOP ? self::DOLIBARR : self::WPSHOP;
        $values = [];
        foreach ($fields as $field) {
            if ($field->isChoosable() && $this->side($field) === $kept) {
                $values[$field->key] = $kept === self::WPSHOP ? $field->wpshop : $field->dolibarr;
            }
        }
        return $values;
    }

    private function side(Field $field): ?string
    {
        return match ($field->owner) {
            FieldOwner::Wpshop => self::WPSHOP,
            FieldOwner::Dolibarr => self::DOLIBARR,
            default => $this->sides[$field->key] ?? null,
        };
    }
}
