<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

/** Everything that a request to Dolibarr needs. */
final class Connection
{
    public function __construct(
        public readonly Address $address,
        #[\SensitiveParameter] private readonly string $key,
        public readonly string $entity = ''
    ) {
    }

    /** @return array<string, string> */
    public function headers(): array
    {
        $headers = ['DOLAPIKEY' => $this->key, 'Accept' => 'application/json'];
        if ($this->entity !== '') {
            $headers['DOLAPIENTITY'] = $this->entity;
        }
        return $headers;
    }

    /** Keeps the key out of dumps and logs. */
    public function __debugInfo(): array
    {
        return ['address' => $this->address, 'entity' => $this->entity];
    }
}
