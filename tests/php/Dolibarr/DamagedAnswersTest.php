<?php

declare(strict_types=1);

namespace DoliSync\Tests\Dolibarr;

use DoliSync\Dolibarr\Address;
use DoliSync\Dolibarr\Categories;
use DoliSync\Dolibarr\Client;
use DoliSync\Dolibarr\Connection;
use DoliSync\Dolibarr\ContactRecord;
use DoliSync\Dolibarr\DocumentKind;
use DoliSync\Dolibarr\DocumentRecord;
use DoliSync\Dolibarr\Mirrored;
use DoliSync\Dolibarr\ProductRecord;
use DoliSync\Dolibarr\Products;
use DoliSync\Dolibarr\RecordRoute;
use DoliSync\Dolibarr\Records;
use DoliSync\Dolibarr\ThirdPartyRecord;
use DoliSync\Problem;
use DoliSync\Tests\Support\Mutation;
use DoliSync\Tests\Support\Recordings;
use DoliSync\Tests\Support\SiteCase;

/**
 * Rule 2 under damage: whatever becomes of a recorded answer on its way, it is read as a problem, or as what it says;
 * never as an absence, never as an empty field, and never with an error of PHP.
 *
 * DOLISYNC_FUZZ_ROUNDS plays more rounds of each recording, DOLISYNC_FUZZ_SEED other ones.
 */
final class DamagedAnswersTest extends SiteCase
{
    private const NOT_FOUND = '/^\s*\{"error":\{.*"message":"Not Found: \S/s';
    /** Field → Dolibarr's name of it: a value that was there must not become nothing. */
    private const FIELDS = ['title' => 'label', 'reference' => 'ref', 'barcode' => 'barcode', 'description' => 'description', 'price' => 'price', 'vat_rate' => 'tva_tx'];

    /** What the next request is answered. @var array{int, string} */
    private array $reply;

    protected function setUp(): void
    {
        add_filter('pre_http_request', $this->answer(...));
        mt_srand((int) (getenv('DOLISYNC_FUZZ_SEED') ?: 20261126));
    }

    protected function tearDown(): void
    {
        remove_all_filters('pre_http_request');
    }

    /** @dataProvider recordings */
    public function testNoDamageIsAnAbsence(int $version): void
    {
        $rounds = (int) (getenv('DOLISYNC_FUZZ_ROUNDS') ?: 6);
        $tried = 0;
        foreach (Recordings::cases($version) as $case) {
            [$status, $body] = Recordings::answer($version, $case);
            $json = json_decode($body, true);
            for ($round = 0; $round < $rounds; $round++) {
                $damaged = mt_rand(0, 2) === 0 || $json === null ? Mutation::ofBytes($body) : Mutation::ofValues($json);
                $this->reply = [mt_rand(0, 9) === 0 ? [200, 204, 302, 401, 403, 404, 500, 503, 600][mt_rand(0, 8)] : $status, $damaged];
                $this->readEverything("$case on $version, {$this->reply[0]}: $damaged");
                $tried++;
            }
        }
        self::assertGreaterThan(200 * $rounds, $tried);
    }

    /** @dataProvider recordings */
    public function testNoDamageEmptiesAField(int $version): void
    {
        $whole = Recordings::exchange($version, 'product_get_by_barcode')['response']['body'];
        $before = ProductRecord::from($whole)->values();
        for ($round = 0; $round < 2000; $round++) {
            $damaged = json_decode(Mutation::ofValues($whole), true);
            try {
                $after = ProductRecord::from($damaged)->values();
            } catch (Problem) {
                continue;
            }
            foreach (self::FIELDS as $key => $name) {
                if (in_array($after[$key], ['', '0'], true) && !in_array($before[$key], ['', '0'], true)) {
                    self::assertArrayHasKey($name, $damaged);
                    self::assertMatchesRegularExpression('/^[0.\s-]*$/', (string) $damaged[$name], $key);
                }
            }
        }
    }

    /** @return array<string, array{int}> */
    public function recordings(): array
    {
        return ['Dolibarr 16' => [16], 'Dolibarr 20' => [20]];
    }

    /** @return array<string, mixed> */
    private function answer(): array
    {
        return ['response' => ['code' => $this->reply[0], 'message' => ''], 'body' => $this->reply[1], 'headers' => [], 'cookies' => [], 'filename' => null];
    }

    private function readEverything(string $about): void
    {
        $client = new Client(static fn (): Connection => new Connection(Address::parse('http://127.0.0.1:1'), 'key', ''));
        $products = new Products($client);
        $categories = new Categories($client);
        $records = new Records($client);
        $isAbsence = $this->reply[0] === 404 && preg_match(self::NOT_FOUND, $this->reply[1]) === 1;
        $one = [
            static fn (): ?ProductRecord => $products->find(1),
            static fn (): ?ProductRecord => $products->byRefExt('x'),
            static fn (): mixed => $categories->find(1),
        ];
        foreach ($one as $read) {
            $found = self::result($read, $about);
            self::assertTrue($found !== null || $isAbsence, "Read as gone: $about");
            if ($found instanceof ProductRecord) {
                self::assertAllAreTexts($found->values() + [$found->fingerprint(), $found->shopId()], $about);
            }
        }
        $isEmpty = $isAbsence || preg_match('/^\s*(\[\]|0)\s*$|"data":\[\]/', $this->reply[1]) === 1;
        $many = [
            static fn (): array => $products->list(null, 10, 0),
            static fn (): array => $products->page(null, 10, 0)[0],
            static fn (): array => $products->sentAfter(0, 10),
            static fn (): array => $categories->ofProduct(1),
            static fn (): array => $categories->members(1, 0, 10),
            static fn (): array => $records->payments(1),
        ];
        foreach ($many as $read) {
            self::assertTrue(self::result($read, $about) !== [] || $isEmpty, "Read as an empty list: $about");
        }
        self::result(static fn (): array => $products->many([1, 2]), $about);
        foreach (RecordRoute::cases() as $route) {
            $sent = self::result(static fn (): array => $records->after($route, 0, 10), $about);
            foreach (is_array($sent) ? $sent : [] as $record) {
                foreach (self::readers() as $reader) {
                    $mirrored = self::result(static fn (): Mirrored => $reader($record), $about);
                    self::assertAllAreTexts($mirrored instanceof Mirrored ? $mirrored->values() : [], $about);
                }
            }
        }
    }

    /** What was read, or the problem; anything else that is thrown, a warning of PHP included, fails the test. */
    private static function result(callable $read, string $about): mixed
    {
        try {
            return $read();
        } catch (Problem $problem) {
            self::assertNotSame('', $problem->getMessage(), $about);
            return $problem;
        } catch (\Throwable $error) {
            self::fail(get_class($error) . ' ' . $error->getMessage() . ' of ' . $about);
        }
    }

    /** @param array<string, mixed> $values */
    private static function assertAllAreTexts(array $values, string $about): void
    {
        foreach ($values as $value) {
            self::assertTrue($value === null || is_scalar($value), $about);
        }
    }

    /** @return list<callable(mixed): Mirrored> */
    private static function readers(): array
    {
        return [
            ThirdPartyRecord::from(...),
            ContactRecord::from(...),
            static fn (mixed $json): Mirrored => DocumentRecord::from(DocumentKind::Order, $json),
            static fn (mixed $json): Mirrored => DocumentRecord::from(DocumentKind::Invoice, $json),
            static fn (mixed $json): Mirrored => DocumentRecord::from(DocumentKind::Proposal, $json),
        ];
    }
}
