<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/**
 * An exact decimal number. Written canonically: no zeros at the end, no plus, no exponent; `200.00000000` is `200`.
 *
 * Made of digit strings, so that no price ever passes through a binary float and no PHP extension is needed.
 */
final class Decimal
{
    /** More digits than any amount or size has: what is longer is no number for us. */
    private const MOST_DIGITS = 40;

    /**
     * @param string $digits without zeros in front, "0" for zero
     * @param int $scale how many of the digits stand behind the point
     */
    private function __construct(
        private readonly bool $negative,
        private readonly string $digits,
        private readonly int $scale
    ) {
    }

    /** Null for what is no decimal number: "", "abc", null, infinity. A comma is read as the point. */
    public static function parse(mixed $value): ?self
    {
        if (is_float($value)) {
            // Shortest digits that mean this float: how it was written in the JSON.
            $value = is_finite($value) ? json_encode($value) : '';
        }
        if (!is_string($value) && !is_int($value)) {
            return null;
        }
        $text = str_replace(',', '.', trim((string) $value));
        if (preg_match('/^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/', $text, $parts) !== 1) {
            return null;
        }
        [$whole, $fraction, $exponent] = [$parts[2], $parts[3] ?? '', (int) ($parts[4] ?? 0)];
        if ($whole . $fraction === '' || strlen($whole . $fraction) > self::MOST_DIGITS || abs($exponent) > self::MOST_DIGITS) {
            return null;
        }
        return self::make($parts[1] === '-', $whole . $fraction, strlen($fraction))->shifted($exponent);
    }

    public static function zero(): self
    {
        return new self(false, '0', 0);
    }

    public function __toString(): string
    {
        $digits = str_pad($this->digits, $this->scale + 1, '0', STR_PAD_LEFT);
        $whole = substr($digits, 0, strlen($digits) - $this->scale);
        $fraction = substr($digits, strlen($digits) - $this->scale);
        return ($this->negative ? '-' : '') . $whole . ($fraction === '' ? '' : '.' . $fraction);
    }

    public function isZero(): bool
    {
        return $this->digits === '0';
    }

    /** This × 10^$exponent, exactly. */
    public function shifted(int $exponent): self
    {
        $scale = $this->scale - $exponent;
        return $scale >= 0
            ? self::make($this->negative, $this->digits, $scale)
            : self::make($this->negative, $this->digits . str_repeat('0', -$scale), 0);
    }

    public function minus(self $other): self
    {
        $scale = max($this->scale, $other->scale);
        $ours = $this->digits . str_repeat('0', $scale - $this->scale);
        $theirs = $other->digits . str_repeat('0', $scale - $other->scale);
        if ($this->negative !== $other->negative) {
            return self::make($this->negative, self::add($ours, $theirs), $scale);
        }
        return self::less($ours, $theirs)
            ? self::make(!$this->negative, self::subtract($theirs, $ours), $scale)
            : self::make($this->negative, self::subtract($ours, $theirs), $scale);
    }

    public function plus(self $other): self
    {
        return $this->minus(self::make(!$other->negative, $other->digits, $other->scale));
    }

    public function times(self $other): self
    {
        $product = '0';
        foreach (str_split(strrev($other->digits)) as $place => $digit) {
            for ($times = 0; $times < (int) $digit; $times++) {
                $product = self::add($product, $this->digits . str_repeat('0', $place));
            }
        }
        return self::make($this->negative !== $other->negative, $product, $this->scale + $other->scale);
    }

    /** @param int $decimals the quotient is rounded to so many, half away from zero */
    public function dividedBy(self $divisor, int $decimals): self
    {
        if ($divisor->isZero()) {
            throw new \DivisionByZeroError('A decimal is not divided by zero.');
        }
        // One digit more than is kept, so that the rounding sees it.
        $zeros = $decimals + 1 + $divisor->scale - $this->scale;
        $dividend = $zeros >= 0 ? $this->digits . str_repeat('0', $zeros) : $this->digits;
        $by = $zeros >= 0 ? $divisor->digits : $divisor->digits . str_repeat('0', -$zeros);
        [$quotient, $rest] = ['', '0'];
        foreach (str_split($dividend) as $digit) {
            $rest = ltrim($rest . $digit, '0') ?: '0';
            for ($times = 0; !self::less($rest, $by); $times++) {
                $rest = self::subtract($rest, $by);
            }
            $quotient .= $times;
        }
        return self::make($this->negative !== $divisor->negative, $quotient, $decimals + 1)->rounded($decimals);
    }

    /** Half away from zero. */
    public function rounded(int $decimals): self
    {
        if ($this->scale <= $decimals) {
            return $this;
        }
        $digits = str_pad($this->digits, $this->scale + 1, '0', STR_PAD_LEFT);
        $kept = substr($digits, 0, strlen($digits) - $this->scale + $decimals);
        $next = $digits[strlen($kept)];
        return self::make($this->negative, $next >= '5' ? self::add($kept, '1') : $kept, $decimals);
    }

    private static function make(bool $negative, string $digits, int $scale): self
    {
        while ($scale > 0 && str_ends_with($digits, '0')) {
            $digits = substr($digits, 0, -1);
            $scale--;
        }
        $digits = ltrim($digits, '0');
        return $digits === '' ? self::zero() : new self($negative, $digits, $scale);
    }

    private static function less(string $a, string $b): bool
    {
        [$a, $b] = [ltrim($a, '0'), ltrim($b, '0')];
        return strlen($a) === strlen($b) ? strcmp($a, $b) < 0 : strlen($a) < strlen($b);
    }

    private static function add(string $a, string $b): string
    {
        $length = max(strlen($a), strlen($b));
        [$a, $b] = [str_pad($a, $length, '0', STR_PAD_LEFT), str_pad($b, $length, '0', STR_PAD_LEFT)];
        [$sum, $carry] = ['', 0];
        for ($place = $length - 1; $place >= 0; $place--) {
            $digit = (int) $a[$place] + (int) $b[$place] + $carry;
            $sum = ($digit % 10) . $sum;
            $carry = intdiv($digit, 10);
        }
        return ($carry === 0 ? '' : '1') . $sum;
    }

    /** @param string $b not more than $a */
    private static function subtract(string $a, string $b): string
    {
        $b = str_pad(ltrim($b, '0'), strlen($a), '0', STR_PAD_LEFT);
        [$difference, $borrow] = ['', 0];
        for ($place = strlen($a) - 1; $place >= 0; $place--) {
            $digit = (int) $a[$place] - (int) $b[$place] - $borrow;
            $borrow = $digit < 0 ? 1 : 0;
            $difference = ($digit + 10 * $borrow) . $difference;
        }
        return ltrim($difference, '0') ?: '0';
    }
}
