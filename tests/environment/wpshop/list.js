// What WPshop's scripts do to its list: each of its own cells is asked about and replaced when the page came, and a
// whole row after an action.
{
  const post = async (data) => {
    const answer = await fetch(window.ajaxurl, { method: 'POST', body: new URLSearchParams(data) });
    return answer.text();
  };
  const parsed = (html) => new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
  const rows = () => [...document.querySelectorAll('.wps-list-product .table-row[data-id]')];
  const printed = async (row) => parsed(await post({ action: 'wpshop_item', id: row.dataset.id }));

  for (const cell of document.querySelectorAll('.wps-sync')) {
    const { wpId, type } = cell.querySelector('.button-synchro').dataset;
    void post({ action: 'check_sync_status', wp_id: wpId, type });
  }
  document.querySelector('#replace-rows').addEventListener('click', async () => {
    for (const row of rows()) row.replaceWith(await printed(row));
  });
  document.querySelector('#replace-cells').addEventListener('click', async () => {
    for (const row of rows()) row.lastElementChild.replaceWith((await printed(row)).lastElementChild);
  });
}
