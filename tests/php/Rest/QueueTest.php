<?php

declare(strict_types=1);

namespace DoliSync\Tests\Rest;

use DoliSync\Dolibarr\Problems;
use DoliSync\Rest\Shapes;
use DoliSync\Services;

/**
 * What waits, through the REST API.
 */
final class QueueTest extends RestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        Services::get()->queue()->clear();
    }

    public function testWhatWaitsIsListedTriedAgainAndDropped(): void
    {
        $id = self::product(['title' => 'Mug']);
        $queue = Services::get()->queue();
        $queue->add("wp:$id", 'edit');
        $queue->later($queue->claim()[0], Problems::timeout());
        $queue->add('doli:68', 'poll', 3600);

        $answer = self::ask('GET', 'queue')->get_data();
        self::assertTrue(rest_validate_value_from_schema($answer['entries'], Shapes::listOf(Shapes::queueEntry()), 'entries'));
        self::assertSame(2, $answer['total']);
        [$mug, $other] = $answer['entries'];
        self::assertSame([$id, 'Mug', 'edit', 1, 'dolisync_dolibarr_timeout'], [
            $mug['product_id'], $mug['title'], $mug['cause'], $mug['attempts'], $mug['last_problem']['code'],
        ]);
        self::assertSame([null, 68, '', null], [$other['product_id'], $other['dolibarr_id'], $other['title'], $other['last_problem']]);
        self::assertSame([], self::ask('GET', 'queue?page=2')->get_data()['entries']);

        self::assertSame([], $queue->claim());
        $retried = self::ask('POST', "queue/{$mug['id']}/retry");
        self::assertSame(200, $retried->get_status());
        self::assertTrue(rest_validate_value_from_schema($retried->get_data(), Shapes::queueEntry(), 'entry'));
        self::assertCount(1, $queue->claim());

        self::assertSame(['dropped' => true], self::ask('DELETE', "queue/{$other['id']}")->get_data());
        self::assertSame(1, $queue->count());
        self::assertSame([], $this->dolibarrCalls());
    }

    public function testWhatIsNotThereIsAPlainError(): void
    {
        foreach ([['POST', 'queue/999999/retry'], ['DELETE', 'queue/999999']] as [$method, $route]) {
            $answer = self::ask($method, $route);
            self::assertSame([404, 'dolisync_unknown_entry'], [$answer->get_status(), $answer->get_data()['code']]);
            self::assertPlainError($answer);
        }
        foreach (['queue?page=0', 'queue?page=x'] as $route) {
            self::assertSame(400, self::ask('GET', $route)->get_status(), $route);
        }
    }
}
