//! One to one: the likeliest pair first, then the likeliest of what is left.

use super::evidence::Evidence;

/// Two products that could be a pair.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) shop: u32,
    pub(super) dolibarr: u32,
    pub(super) evidence: Evidence,
    /// How likely it is, compared with others.
    pub(super) rank: u32,
}

/// All pairs there could be, and those that are taken.
#[derive(Default)]
pub(super) struct Pairing {
    edges: Vec<Edge>,
    /// By rank.
    ranked: Vec<Vec<u32>>,
    /// By product of either side: its edges.
    of: [Vec<Vec<u32>>; 2],
    /// By product of either side: the edge that was taken.
    taken: [Vec<Option<u32>>; 2],
    /// The edges that were taken, the likeliest first.
    pairs: Vec<u32>,
}

impl Pairing {
    /// For so many products of either side.
    pub(super) fn of(counts: [usize; 2]) -> Self {
        Self {
            of: counts.map(|count| vec![Vec::new(); count]),
            taken: counts.map(|count| vec![None; count]),
            ..Self::default()
        }
    }

    pub(super) fn add(&mut self, edge: Edge) {
        let id = self.edges.len() as u32;
        let rank = edge.rank as usize;
        if self.ranked.len() <= rank {
            self.ranked.resize_with(rank + 1, Vec::new);
        }
        self.ranked[rank].push(id);
        for (of, at) in self.of.iter_mut().zip(ends(&edge)) {
            of[at].push(id);
        }
        self.edges.push(edge);
    }

    /// How many ranks there are.
    pub(super) fn ranks(&self) -> usize {
        self.ranked.len()
    }

    /// Takes the pairs of one rank whose two products are free; the highest rank has number 0.
    pub(super) fn take(&mut self, at: usize) {
        for &id in &self.ranked[self.ranked.len() - 1 - at] {
            let ends = ends(&self.edges[id as usize]);
            if (0..2).all(|side| self.taken[side][ends[side]].is_none()) {
                (0..2).for_each(|side| self.taken[side][ends[side]] = Some(id));
                self.pairs.push(id);
            }
        }
    }

    /// How many pairs were taken.
    pub(super) fn len(&self) -> usize {
        self.pairs.len()
    }

    pub(super) fn pair(&self, at: usize) -> &Edge {
        &self.edges[self.pairs[at] as usize]
    }

    /// The other pairs that there could be of these two products, each with the rank of the pair that
    /// the third product is in (0 for none).
    pub(super) fn rivals<'a>(&'a self, pair: &'a Edge) -> impl Iterator<Item = (&'a Edge, u32)> {
        (0..2).flat_map(move |side| {
            let edges = self.of[side][ends(pair)[side]].iter();
            edges.filter_map(move |&id| {
                let rival = &self.edges[id as usize];
                let third = self.taken[1 - side][ends(rival)[1 - side]];
                let is_itself = ends(rival) == ends(pair);
                let rank = third.map_or(0, |id| self.edges[id as usize].rank);
                (!is_itself).then_some((rival, rank))
            })
        })
    }
}

fn ends(edge: &Edge) -> [usize; 2] {
    [edge.shop as usize, edge.dolibarr as usize]
}
