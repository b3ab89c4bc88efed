export interface CrmEntity {
  id: string
  type: 'lead' | 'contact' | 'company' | 'deal' | 'quote'
  place: string
  title: string
  desc: string
  url: string
}

const entity = (type: CrmEntity['type'], prefix: string, id: number, title: string, desc: string): CrmEntity =>
  ({ id: `${prefix}_${id}`, type, place: type, title, desc, url: `/crm/${type}/details/${id}/` })

/** A few records for the popup of `selectCRM`, in the shape of its answer (reference frame-oauth-events §2.4). */
export const crmEntities: CrmEntity[] = [
  entity('lead', 'L', 1348, 'Enquiry from the website', 'Nora Lind'),
  entity('lead', 'L', 1351, 'Call-back after the fair', 'Hall 4, stand 12'),
  entity('contact', 'C', 72, 'Nora Lind', 'Lindholm Interiors'),
  entity('contact', 'C', 75, 'Emil Krause', 'Krause & Söhne'),
  entity('company', 'CO', 12, 'Lindholm Interiors', 'Furniture'),
  entity('company', 'CO', 14, 'Krause & Söhne', 'Construction'),
  entity('deal', 'D', 205, 'Office furnishing, 3rd floor', '18,400 EUR'),
  entity('deal', 'D', 211, 'Service contract 2027', '6,200 EUR'),
  entity('quote', 'Q', 31, 'Quote for the service contract', '6,200 EUR'),
]
