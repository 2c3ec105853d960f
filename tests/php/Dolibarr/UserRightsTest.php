<?php

declare(strict_types=1);

namespace DoliSync\Tests\Dolibarr;

use DoliSync\Dolibarr\RecordRoute;
use DoliSync\Dolibarr\UserRights;
use DoliSync\Tests\Support\Recordings;
use PHPUnit\Framework\TestCase;

/**
 * What the key's user may do, from Dolibarr's own list.
 *
 * @group plain
 */
final class UserRightsTest extends TestCase
{
    private const ALL = [
        'user' => ['self' => ['creer' => 1]], 'produit' => ['lire' => 1, 'creer' => 1], 'categorie' => ['lire' => 1, 'creer' => 1],
        'societe' => ['lire' => 1, 'contact' => ['lire' => 1]], 'propale' => ['lire' => 1], 'commande' => ['lire' => 1], 'facture' => ['lire' => 1],
    ];

    /** @param array<string, mixed> $rights */
    private static function user(array $rights, string $admin = '0'): UserRights
    {
        return UserRights::from(['login' => 'api', 'admin' => $admin, 'rights' => $rights]);
    }

    /** @return list<string> */
    private static function unreadable(UserRights $user): array
    {
        return array_map(static fn (RecordRoute $route): string => $route->value, $user->unreadable());
    }

    public function testWhoMayDoEverythingLacksNothing(): void
    {
        $user = self::user(self::ALL);
        self::assertSame(['api', true, [], false], [$user->login, $user->mayWriteCategories(), self::unreadable($user), $user->isProductsModuleOff()]);
    }

    public function testNewerVersionsCallTheProposalsOtherwise(): void
    {
        $rights = ['propal' => ['lire' => '1']] + array_diff_key(self::ALL, ['propale' => 0]);
        self::assertSame([], self::unreadable(self::user($rights)));
    }

    public function testWhatIsMissingIsNamed(): void
    {
        $rights = ['societe' => ['lire' => 1], 'categorie' => ['lire' => 1], 'facture' => ['lire' => 0]] + array_diff_key(self::ALL, ['commande' => 0]);
        $user = self::user($rights);
        self::assertSame(['contacts', 'orders', 'invoices'], self::unreadable($user));
        self::assertFalse($user->mayWriteCategories());
    }

    public function testServicesAreDeletedByARightOfTheirOwn(): void
    {
        self::assertFalse(self::user(['produit' => ['supprimer' => 1]] + self::ALL)->mayDeleteServices());
        self::assertTrue(self::user(['service' => ['supprimer' => '1']] + self::ALL)->mayDeleteServices());
        self::assertNull(self::user([])->mayDeleteServices());
    }

    public function testOnlyAnAdministratorWithoutTheRightShowsThatTheModuleIsOff(): void
    {
        $rights = array_diff_key(self::ALL, ['produit' => 0]);
        self::assertTrue(self::user($rights, '1')->isProductsModuleOff());
        self::assertFalse(self::user($rights)->isProductsModuleOff());
        self::assertFalse(self::user(self::ALL, '1')->isProductsModuleOff());
    }

    public function testWhereDolibarrDoesNotTellNothingIsSaidToBeMissing(): void
    {
        foreach ([16, 20] as $version) {
            // Asked without the rights, it lists those about users alone.
            $user = UserRights::from(Recordings::exchange($version, 'users_info')['response']['body']);
            self::assertSame(['admin', null, [], false], [$user->login, $user->mayWriteCategories(), self::unreadable($user), $user->isProductsModuleOff()]);
        }
        foreach ([null, [], 'x', ['login' => 3, 'rights' => 'all'], ['rights' => []]] as $answer) {
            $user = UserRights::from($answer);
            self::assertSame(['', null, []], [$user->login, $user->mayWriteCategories(), self::unreadable($user)]);
        }
    }
}
