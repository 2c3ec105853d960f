<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Problem;

/** Dolibarr's records that are no products: read only, as they are answered (RawRecord and the classes over it). */
final class Records
{
    public function __construct(private readonly Client $client)
    {
    }

    /**
     * One request: the records after this number, by ascending number.
     *
     * @return list<mixed>
     * @throws Problem
     */
    public function after(RecordRoute $route, int $id, int $limit): array
    {
        return $this->list($route, Filter::after($id), $limit);
    }

    /**
     * One request: these records, by ascending number; what Dolibarr did not list is missing.
     *
     * @param non-empty-list<int> $ids
     * @return list<mixed>
     * @throws Problem
     */
    public function many(RecordRoute $route, array $ids): array
    {
        return $this->list($route, Filter::ids($ids), count($ids));
    }

    /**
     * One request. Unlike in the lists, Dolibarr tells here what a document is linked with.
     *
     * @throws Problem dolisync_not_listed when Dolibarr says that there is no such record
     */
    public function one(RecordRoute $route, int $id): mixed
    {
        $answer = $this->client->get($route->value . '/' . $id);
        return $answer->found ? $answer->json : throw Problems::recordNotListed();
    }

    /**
     * One request.
     *
     * @return list<PaymentRecord>
     * @throws Problem
     */
    public function payments(int $invoice): array
    {
        $answer = $this->client->get(RecordRoute::Invoices->value . "/{$invoice}/payments");
        $list = $answer->found ? $answer->json : throw Problems::recordNotListed();
        if (!is_array($list) || !array_is_list($list)) {
            throw Problems::unreadable();
        }
        return array_map(PaymentRecord::from(...), $list);
    }

    /** @return list<mixed> */
    private function list(RecordRoute $route, Filter $filter, int $limit): array
    {
        try {
            $answer = $this->client->get($route->value, $route->query() + [
                'sortfield' => 't.rowid',
                'sortorder' => 'ASC',
                'limit' => $limit,
                'sqlfilters' => (string) $filter,
            ]);
        } catch (Problem $problem) {
            throw (new Refusals($this->client))->meaning($problem, $route->named());
        }
        $list = $answer->found ? $answer->json : [];
        return is_array($list) && array_is_list($list) ? $list : throw Problems::unreadable();
    }
}
