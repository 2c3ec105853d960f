<?php

declare(strict_types=1);

namespace DoliSync\Tests\Dolibarr;

use DoliSync\Dolibarr\Answer;
use DoliSync\Problem;
use DoliSync\Tests\Support\Recordings;
use PHPUnit\Framework\TestCase;

/**
 * Rule 2, at its source: what real Dolibarr answered, read as a thing, an absence or a problem.
 *
 * @group plain
 */
final class AnswerTest extends TestCase
{
    private const ON_16_ONLY = ['db_down_product_get', 'db_down_products_list', 'status'];

    /** @dataProvider recorded */
    public function testRule2RecordedAnswers(string $case, string $meaning): void
    {
        foreach ([16, 20] as $version) {
            if ($version === 20 && in_array($case, self::ON_16_ONLY, true)) {
                continue;
            }
            $writing = Recordings::exchange($version, $case)['request']['method'] !== 'GET';
            [$status, $body] = Recordings::answer($version, $case);
            self::assertSame($meaning, self::meaning($status, $body, $writing), "$case on $version");
        }
    }

    /** @return list<array{string, string}> */
    public function recorded(): array
    {
        return [
            ['product_get_by_id', 'found'],
            ['product_get_404', 'absent'],
            ['product_get_by_ref_ext_404', 'absent'],
            ['product_get_bad_key', 'dolisync_dolibarr_key_refused'],
            ['product_get_no_key', 'dolisync_dolibarr_key_refused'],
            ['product_get_noperm', 'dolisync_dolibarr_forbidden'],
            ['product_put_noperm', 'dolisync_dolibarr_forbidden'],
            ['product_post_noperm', 'dolisync_dolibarr_forbidden'],
            ['product_put_404', 'absent'],
            ['product_post_valid', 'found'],
            ['product_post_duplicate_ref', 'dolisync_reference_taken'],
            ['product_put_duplicate_ref', 'dolisync_reference_taken'],
            ['product_post_missing_ref', 'dolisync_dolibarr_refused'],
            ['product_post_empty_label', 'dolisync_dolibarr_refused'],
            ['product_put_price_abc', 'dolisync_dolibarr_failing'],
            ['db_down_product_get', 'dolisync_dolibarr_failing'],
            ['db_down_products_list', 'dolisync_dolibarr_failing'],
            ['route_unknown', 'dolisync_dolibarr_not_there'],
            ['status', 'found'],
        ];
    }

    /** @dataProvider madeUp */
    public function testRule2OnlyDolibarrsOwnWordIsAnAbsence(int $status, string $body, string $meaning): void
    {
        self::assertSame($meaning, self::meaning($status, $body, false));
    }

    /** @return array<string, array{int, string, string}> */
    public function madeUp(): array
    {
        $notFound = '{"error":{"code":404,"message":"Not Found: Product not found"}}';
        return [
            'a web page instead of JSON' => [200, '<html><body>Welcome</body></html>', 'dolisync_dolibarr_unreadable'],
            'half a JSON' => [200, '{"id":"1","ref":"A', 'dolisync_dolibarr_unreadable'],
            'nothing' => [200, '', 'dolisync_dolibarr_unreadable'],
            'an error with status 200' => [200, $notFound, 'dolisync_dolibarr_unreadable'],
            'a web page 404' => [404, '<h1>Not Found</h1>', 'dolisync_dolibarr_not_there'],
            'a 404 cut off' => [404, substr($notFound, 0, 30), 'dolisync_dolibarr_not_there'],
            'a 404 of a route' => [404, '{"error":{"code":404,"message":"Not Found"}}', 'dolisync_dolibarr_not_there'],
            'a 404 of something else' => [404, '{"message":"Not Found: x"}', 'dolisync_dolibarr_not_there'],
            'a 404 of Dolibarr' => [404, $notFound, 'absent'],
            'a redirect' => [302, '', 'dolisync_dolibarr_redirected'],
            'a redirect that says not found' => [301, $notFound, 'dolisync_dolibarr_redirected'],
            'a firewall' => [403, '<html>Forbidden</html>', 'dolisync_dolibarr_guarded'],
            'the web server’s password prompt' => [401, '<html>Authorization Required</html>', 'dolisync_dolibarr_guarded'],
            'the API is off' => [200, 'Module <b>Api</b> must be enabled to use this feature.<br><br>', 'dolisync_dolibarr_api_off'],
            'the API is off, in French' => [200, 'Le module <b>Api</b> doit être activé pour utiliser cette fonctionnalité.<br><br>', 'dolisync_dolibarr_api_off'],
            'a missing right' => [403, '{"error":{"code":403,"message":"Forbidden"}}', 'dolisync_dolibarr_forbidden'],
            'a gateway' => [502, '<html>Bad gateway</html>', 'dolisync_dolibarr_failing'],
            'too many requests' => [429, '', 'dolisync_dolibarr_failing'],
            'Dolibarr 20 on its bad days' => [600, '{"error":{"code":600,"message":"x"}}', 'dolisync_dolibarr_failing'],
            'a filter with SQL in the message' => [503, '{"error":{"code":503,"message":"Service Unavailable: You have an error in your SQL syntax"}}', 'dolisync_dolibarr_failing'],
            'two writes at once' => [500, '{"error":{"code":500,"message":"Internal Server Error: Error creating product","0":"Deadlock found when trying to get lock; try restarting transaction"}}', 'dolisync_dolibarr_failing'],
            'gone' => [410, '', 'dolisync_dolibarr_failing'],
        ];
    }

    public function testARedirectSaysWhereDolibarrIsWhenItLeadsToItsApi(): void
    {
        foreach (
            [
                'https://erp.example.com/api/index.php/status' => ['address' => 'https://erp.example.com'],
                'https://sso.example.com/login' => [],
                '' => [],
            ] as $elsewhere => $data
        ) {
            try {
                Answer::read(301, '', false, $elsewhere);
                self::fail('There was no problem.');
            } catch (Problem $problem) {
                self::assertSame(['dolisync_dolibarr_redirected', $data], [$problem->name, $problem->data]);
            }
        }
    }

    public function testNoMessageRepeatsWhatDolibarrSaid(): void
    {
        try {
            Answer::read(503, '{"error":{"code":503,"message":"Unknown column \'t.secret\' in WHERE"}}', false);
            self::fail('There was no problem.');
        } catch (Problem $problem) {
            self::assertStringNotContainsString('secret', $problem->getMessage() . json_encode($problem->toArray()) . json_encode($problem->data));
            self::assertNotContains($problem->httpStatus, [401, 403]);
        }
    }

    private static function meaning(int $status, string $body, bool $writing): string
    {
        try {
            return Answer::read($status, $body, $writing)->found ? 'found' : 'absent';
        } catch (Problem $problem) {
            return $problem->name;
        }
    }
}
