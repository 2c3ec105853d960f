//! What a stand-in starts with, and how it keeps its data.

use dolisync_dolibarr::catalogue::Catalogue;
use dolisync_dolibarr::persistence::DataFile;
use dolisync_dolibarr::settings::{Settings, Version};
use dolisync_dolibarr::world::World;

fn build(catalogue: &str, version: Version) -> World {
    catalogue
        .parse::<Catalogue>()
        .unwrap()
        .build(Settings::new(version), None)
        .unwrap()
}

#[test]
fn the_demo_has_the_shops_products_with_their_links() {
    for version in [Version::V16, Version::V20] {
        let world = build("demo", version);
        assert_eq!(world.products.len(), 14);
        let links: Vec<(u64, &str)> = world
            .products
            .iter()
            .filter(|product| !product.extrafield("_wps_id").is_empty())
            .map(|product| (product.id, product.extrafield("_wps_id")))
            .collect();
        let expected = [
            (61, "51"),
            (62, "52"),
            (63, "53"),
            (64, "54"),
            (65, "55"),
            (66, "56"),
        ];
        assert_eq!(links, expected);
        let sold_with_tax = world.products.get(63).unwrap();
        assert_eq!(sold_with_tax.text("price_base_type"), "TTC");
        assert_eq!(sold_with_tax.text("price_ttc"), "25.00000000");
        assert_eq!(world.products.get(64).unwrap().text("price"), "32.90000000");
        assert_eq!(world.products.get(73).unwrap().text("type"), "1");
        assert_eq!(world.products.get(76).unwrap().text("status"), "0");
        assert!(world.products.get(67).is_none(), "the candle is gone");
    }
}

#[test]
fn a_new_product_of_the_demo_never_takes_the_id_of_one_that_is_gone() {
    assert_eq!(build("demo", Version::V16).products.next_id(), 77);
}

#[test]
fn the_lab_has_the_recordings_starting_data() {
    for version in [Version::V16, Version::V20] {
        let world = build("lab", version);
        assert_eq!(world.products.len(), 30);
        assert_eq!(
            world.products.get(6).unwrap().text("barcode"),
            "2000000000005"
        );
        assert_eq!(
            world.orders.len() + world.invoices.len() + world.proposals.len(),
            3
        );
        assert!(world.is_product_used(1) && !world.is_product_used(3));
    }
}

#[test]
fn a_large_catalogue_is_always_the_same_and_its_references_and_barcodes_differ() {
    let world = build("large:5000", Version::V16);
    let again = build("large:5000", Version::V16);
    let columns = |world: &World| -> Vec<_> {
        world
            .products
            .iter()
            .map(|product| product.columns.clone())
            .collect()
    };
    assert_eq!(columns(&world), columns(&again));
    for column in ["ref", "barcode"] {
        let mut values: Vec<&str> = world
            .products
            .iter()
            .map(|product| product.text(column))
            .collect();
        values.retain(|value| !value.is_empty());
        let count = values.len();
        values.sort_unstable();
        values.dedup();
        assert_eq!((values.len(), count >= 2_500), (count, true), "{column}");
    }
}

#[test]
fn a_shop_is_always_the_same_and_its_records_name_each_other() {
    for version in [Version::V16, Version::V20] {
        let world = build("shop:200", version);
        let again = build("shop:200", version);
        assert_eq!(
            serde_json::to_value(&world.invoices).unwrap(),
            serde_json::to_value(&again.invoices).unwrap()
        );
        assert_eq!((world.thirdparties.len(), world.orders.len()), (42, 104));
        for document in world
            .orders
            .iter()
            .chain(world.invoices.iter())
            .chain(world.proposals.iter())
        {
            assert!(
                world.thirdparties.get(document.party).is_some(),
                "{}",
                document.reference
            );
            for line in &document.lines {
                assert!(line
                    .product
                    .is_none_or(|product| world.products.get(product).is_some()));
            }
        }
        let invoices: Vec<_> = world.invoices.iter().collect();
        assert!(invoices.iter().any(|invoice| invoice.kind == 2));
        assert!(invoices.iter().any(|invoice| invoice.payments.len() == 2));
        assert!(invoices.iter().any(|invoice| invoice.status == 1));
        assert!(world
            .origins
            .iter()
            .any(|origin| origin.target.0 == "facture"));
    }
}

#[test]
fn an_unknown_catalogue_is_refused_by_its_name() {
    for name in ["nope", "large:many", "demo:3"] {
        let error = name.parse::<Catalogue>().unwrap_err();
        assert!(error.contains(name), "{error}");
    }
}

#[test]
fn data_come_back_as_they_were_kept() {
    let folder =
        std::env::temp_dir().join(format!("dolisync-dolibarr-test-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("data.json");
    let file = DataFile::new(path.clone());
    assert!(file.load().unwrap().is_none());
    let world = build("lab", Version::V20);
    file.save(&world).unwrap();
    let back = file.load().unwrap().unwrap();
    assert_eq!(
        serde_json::to_value(&back).unwrap(),
        serde_json::to_value(&world).unwrap()
    );
    std::fs::write(&path, "{\"half\":").unwrap();
    let error = file.load().err().unwrap().to_string();
    assert!(
        error.contains("data.json") && error.contains("delete it"),
        "{error}"
    );
    std::fs::remove_dir_all(&folder).unwrap();
}
