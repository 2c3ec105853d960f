use axum::response::Html;

/// A text as it stands in HTML, in an attribute too.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

const STYLE: &str = "
:root { color-scheme: light; --ink: #1f2933; --line: #d9e0e6; --accent: #26547c; --paper: #f4f6f8; }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
header { background: var(--accent); color: #fff; padding: 14px 24px; display: flex; gap: 24px; align-items: baseline; flex-wrap: wrap; }
header strong { font-size: 18px; }
header a { color: #fff; }
main { max-width: 1080px; margin: 24px auto; padding: 0 24px; }
h1 { font-size: 22px; margin: 0 0 16px; }
table { width: 100%; border-collapse: collapse; background: #fff; border: 1px solid var(--line); }
th, td { text-align: left; padding: 8px 12px; border-bottom: 1px solid var(--line); }
th { background: #eaeff3; font-weight: 600; }
td a { white-space: nowrap; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
a { color: var(--accent); }
form.search { display: flex; gap: 8px; margin-bottom: 16px; flex-wrap: wrap; }
form.card { background: #fff; border: 1px solid var(--line); padding: 20px 24px; display: grid; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 14px 24px; }
form.card .wide { grid-column: 1 / -1; }
label { display: block; font-weight: 600; }
input, select, textarea { width: 100%; font: inherit; padding: 6px 8px; margin-top: 4px; border: 1px solid #9aa5b1; border-radius: 4px; background: #fff; color: inherit; font-weight: 400; }
form.search input { width: 320px; margin: 0; }
button, .button { font: inherit; font-weight: 600; padding: 7px 16px; border: 0; border-radius: 4px; background: var(--accent); color: #fff; text-decoration: none; cursor: pointer; display: inline-block; }
button.danger { background: #fff; color: #a4281b; border: 1px solid #a4281b; margin-left: 16px; }
p.note { border-left: 4px solid #2f855a; background: #fff; padding: 8px 12px; }
p.error { border-left: 4px solid #c0392b; background: #fff; padding: 8px 12px; }
.quiet { color: #52606d; font-weight: 400; }
";

/// A whole page; `content` is HTML.
pub fn page(title: &str, content: &str) -> Html<String> {
    let title = escape(title);
    Html(format!(
        "<!DOCTYPE html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<title>{title} · Demo Dolibarr (stand-in)</title>
<style>{STYLE}</style>
</head>
<body>
<header><strong>Demo Dolibarr (stand-in)</strong> <a href=\"/product/list.php\">Products</a> <a href=\"/product/card.php?action=create\">New product</a></header>
<main>
<h1>{title}</h1>
{content}
</main>
</body>
</html>
"
    ))
}
