<?php

declare(strict_types=1);

namespace DoliSync\Health;

use DoliSync\Dolibarr\ConnectionSettings;
use DoliSync\Dolibarr\Contact;
use DoliSync\Dolibarr\Problems;
use DoliSync\Problem;
use DoliSync\Sync\Journal;
use DoliSync\Sync\Moment;

/** Finds out what Dolibarr and the connection can do. Writes nothing in Dolibarr; the last finding is remembered. */
final class Probe
{
    private const OPTION = 'dolisync_capabilities';

    public function __construct(private readonly ConnectionSettings $connection, private readonly Journal $journal)
    {
    }

    /**
     * Asks Dolibarr now. What is found with the stored connection is remembered; with values that are only being tried
     * it is not.
     *
     * @throws Problem that names what is wrong
     */
    public function run(?string $url = null, #[\SensitiveParameter] ?string $key = null, ?string $entity = null): Capabilities
    {
        [$found, $clockDifference] = Clock::during(fn (): array => $this->connection->test($url, $key, $entity));
        $capabilities = new Capabilities(
            $found['version'],
            $found['latency_ms'],
            $found['user'],
            $found['can_read'],
            $found['can_write'],
            $found['module_wpshop'],
            $found['categories'],
            $found['can_write_categories'],
            $found['unreadable'],
            $found['https'],
            $this->priceMode($found['price_levels']),
            $clockDifference,
            Moment::now()
        );
        $isStoredConnection = ($url === null || trim($url) === $this->connection->url()) && $key === null
            && ($entity === null || trim($entity) === $this->connection->entity());
        if ($isStoredConnection) {
            update_option(self::OPTION, $capabilities->jsonSerialize(), false);
            Contact::told($capabilities->version, $capabilities->latencyMs);
        }
        return $capabilities;
    }

    /**
     * The same for a person who is setting the connection up: where it fails by the address, looks for a better one.
     *
     * @throws Problem that names what is wrong; `address` in its data is where a Dolibarr does answer
     */
    public function tryOut(?string $url = null, #[\SensitiveParameter] ?string $key = null, ?string $entity = null): Capabilities
    {
        try {
            return $this->run($url, $key, $entity);
        } catch (Problem $problem) {
            $address = $this->connection->whereabouts($problem, $url);
            throw $address === null ? $problem : Problems::butThere($problem, $address);
        }
    }

    /** What was found the last time, without asking anybody. */
    public function last(): ?Capabilities
    {
        return Capabilities::fromStored(get_option(self::OPTION, null));
    }

    /** Another Dolibarr or another key: what was known says nothing about it. */
    public function forget(): void
    {
        delete_option(self::OPTION);
        Contact::forget();
    }

    /** @param bool|null $levels null: Dolibarr has no product to tell by */
    private function priceMode(?bool $levels): PriceMode
    {
        return match (true) {
            $levels === true => PriceMode::Levels,
            $this->journal->wasLastPriceRefused() => PriceMode::NotApplied,
            $levels === null => PriceMode::Unknown,
            default => PriceMode::Single,
        };
    }
}
