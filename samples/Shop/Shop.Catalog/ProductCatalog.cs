using System.Collections.Frozen;

namespace Shop.Catalog;

/// <summary>The products, read once and then only looked up.</summary>
public sealed class ProductCatalog
{
    private FrozenDictionary<int, Product> _products = FrozenDictionary<int, Product>.Empty;

    public IEnumerable<Product> All => _products.Values.OrderBy(product => product.Id);

    public Product? Find(int id) => _products.GetValueOrDefault(id);

    public void Load(IEnumerable<Product> products) => _products = products.ToFrozenDictionary(product => product.Id);
}
