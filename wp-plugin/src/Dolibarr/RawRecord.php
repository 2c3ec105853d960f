<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Catalogue\Canonical;
use DoliSync\Catalogue\Decimal;
use DoliSync\Problem;

/**
 * A record as Dolibarr's API answers it, read strictly. A number, a string of digits and null stand for each other
 * there; a field that is missing is not set. Whatever else stands in a field's place makes the record unreadable,
 * rather than empty: what Dolibarr did not say must overwrite nothing.
 */
final class RawRecord
{
    /** @param array<string, mixed> $fields */
    private function __construct(public readonly int $id, private readonly array $fields)
    {
    }

    /**
     * @param list<string> $needed the fields without which it is no such record
     * @throws Problem dolisync_record_unreadable
     */
    public static function from(mixed $json, array $needed): self
    {
        $id = self::idOf($json);
        if ($id === null) {
            throw Problems::unreadableRecord('id');
        }
        foreach ($needed as $name) {
            if (!array_key_exists($name, $json)) {
                throw Problems::unreadableRecord($name);
            }
        }
        return new self($id, $json);
    }

    /** The number of what should be a record, also of one that cannot be read otherwise. */
    public static function idOf(mixed $json): ?int
    {
        $id = is_array($json) ? $json['id'] ?? null : null;
        $isId = (is_int($id) || is_string($id)) && preg_match('/^[1-9][0-9]{0,17}$/D', (string) $id) === 1;
        return $isId ? (int) $id : null;
    }

    /** What should be a record's reference or name, for people; "" when it has none. */
    public static function nameOf(mixed $json): string
    {
        foreach (['name', 'ref', 'label', 'lastname'] as $name) {
            $value = is_array($json) ? $json[$name] ?? null : null;
            if (is_string($value) && $value !== '') {
                return Canonical::title($value);
            }
        }
        return '';
    }

    /** @throws Problem dolisync_record_unreadable */
    public function text(string $name): string
    {
        $value = $this->fields[$name] ?? '';
        if (!is_string($value) && !is_int($value) && !is_float($value)) {
            throw Problems::unreadableRecord($name);
        }
        return (string) $value;
    }

    /**
     * Like `text`, of what would make no sense without it.
     *
     * @throws Problem dolisync_record_unreadable
     */
    public function neededText(string $name): string
    {
        $text = trim($this->text($name));
        return $text !== '' ? $text : throw Problems::unreadableRecord($name);
    }

    /** @return string canonical; zero when it is not set @throws Problem dolisync_record_unreadable */
    public function amount(string $name): string
    {
        $text = $this->text($name);
        if ($text !== '' && Decimal::parse($text) === null) {
            throw Problems::unreadableRecord($name);
        }
        return Canonical::amount($text);
    }

    /** @return int zero when it is not set @throws Problem dolisync_record_unreadable */
    public function integer(string $name): int
    {
        $text = $this->text($name);
        return match (true) {
            $text === '' => 0,
            preg_match('/^-?[0-9]{1,18}$/D', $text) === 1 => (int) $text,
            default => throw Problems::unreadableRecord($name),
        };
    }

    /** @throws Problem dolisync_record_unreadable when it is not set */
    public function neededInteger(string $name): int
    {
        $this->neededText($name);
        return $this->integer($name);
    }

    /** The number of another record; null when it names none. @throws Problem dolisync_record_unreadable */
    public function reference(string $name): ?int
    {
        $id = $this->integer($name);
        return $id > 0 ? $id : null;
    }

    /** @return int|null seconds since 1970 @throws Problem dolisync_record_unreadable */
    public function moment(string $name): ?int
    {
        return $this->text($name) === '' ? null : $this->integer($name);
    }

    /**
     * The records inside of this one.
     *
     * @param list<string> $needed as in `from`
     * @return list<self>
     * @throws Problem dolisync_record_unreadable
     */
    public function records(string $name, array $needed): array
    {
        $list = $this->fields[$name] ?? null;
        if (!is_array($list) || !array_is_list($list)) {
            throw Problems::unreadableRecord($name);
        }
        return array_map(static fn (mixed $json): self => self::from($json, $needed), $list);
    }

    /** What is neither a text nor a list of records. */
    public function raw(string $name): mixed
    {
        return $this->fields[$name] ?? null;
    }
}
