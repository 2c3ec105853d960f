<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Problem;

/**
 * The user of the key and what that user may do, as `users/info?includepermissions=1` tells it: `rights.produit.lire` is
 * 1, a right that the user lacks is absent, and a module that is off has none.
 */
final class UserRights
{
    /** What each kind of record needs: module of rights (one of its names), and the right below it. */
    private const READING = [
        'thirdparties' => [['societe'], ['lire']],
        'contacts' => [['societe'], ['contact', 'lire']],
        'proposals' => [['propale', 'propal'], ['lire']],
        'orders' => [['commande'], ['lire']],
        'invoices' => [['facture'], ['lire']],
    ];

    /**
     * @param string $login "" where it is not known
     * @param array<mixed>|null $rights null: Dolibarr does not tell
     */
    private function __construct(public readonly string $login, private readonly bool $isAdmin, private readonly ?array $rights)
    {
    }

    /**
     * One request. Some users may not even know who they are.
     *
     * @throws Problem
     */
    public static function ask(Client $client): self
    {
        try {
            return self::from($client->get('users/info', ['includepermissions' => 1])->json);
        } catch (Problem $problem) {
            return $problem->nextAction === 'check_settings' ? self::from(null) : throw $problem;
        }
    }

    /** @param mixed $user Dolibarr's answer; null: it gave none */
    public static function from(mixed $user): self
    {
        $user = is_array($user) ? $user : [];
        $rights = is_array($user['rights'] ?? null) ? $user['rights'] : [];
        // Every user has this one, also where the rights were left out.
        unset($rights['user']);
        return new self(
            is_string($user['login'] ?? null) ? $user['login'] : '',
            in_array($user['admin'] ?? null, [1, '1'], true),
            $rights === [] ? null : $rights
        );
    }

    /** Not even an administrator has a right in it. */
    public function isProductsModuleOff(): bool
    {
        return $this->isAdmin && $this->rights !== null && !isset($this->rights['produit']);
    }

    /** Null: not known. */
    public function mayWriteCategories(): ?bool
    {
        return $this->rights === null ? null : $this->has(['categorie'], ['creer']);
    }

    /** Null: not known. */
    public function mayDeleteServices(): ?bool
    {
        return $this->rights === null ? null : $this->has(['service'], ['supprimer']);
    }

    /** @return list<RecordRoute> records that are no products, which the user may not read, or whose module is off */
    public function unreadable(): array
    {
        return $this->rights === null ? [] : array_values(array_filter(
            RecordRoute::cases(),
            fn (RecordRoute $route): bool => isset(self::READING[$route->value]) && !$this->has(...self::READING[$route->value])
        ));
    }

    /**
     * @param list<string> $modules names of one module
     * @param list<string> $path
     */
    private function has(array $modules, array $path): bool
    {
        foreach ($modules as $module) {
            $right = $this->rights[$module] ?? null;
            foreach ($path as $step) {
                $right = is_array($right) ? $right[$step] ?? null : null;
            }
            if (!empty($right)) {
                return true;
            }
        }
        return false;
    }
}
